import type { Environment } from '../../report.ts'
import type { EnvironmentChange, ReportIdentity } from '../../compare/comparison.ts'
import { sanitize } from '../sanitize.ts'

/** Where a report came from, on one line: its name, when, by which gatecrash, and of which version; printable. */
export function identityText({ name, createdAt, tool, subject }: ReportIdentity): string {
  const measured = subject === undefined ? [] : [`measured ${subject.label}${commitText(subject.commit)}`]
  const uncommitted = tool.dirty === true ? ' with uncommitted changes' : ''
  const parts = [
    ...measured,
    `${createdAt.slice(0, 16).replace('T', ' ')} UTC`,
    `gatecrash ${tool.version}${commitText(tool.commit)}${uncommitted}`,
  ]
  return sanitize(`${name}: ${parts.join(', ')}`)
}

/** What was measured on, in a few words; printable. */
export function machineText({ cpu, cores, node, platform, kernel }: Environment): string {
  return sanitize(`${cpu}, ${cores === 1 ? '1 core' : `${cores} cores`}, ${platform}, kernel ${kernel}, Node ${node}`)
}

/** The differences of environments, but for the version of gatecrash, which both identities tell. */
export function tellingChanges(changes: readonly EnvironmentChange[]): EnvironmentChange[] {
  return changes.filter(({ field, prevents }) => prevents || !field.startsWith('tool.'))
}

/** One difference of the environments: `node: 24.21.0 in base, 22.18.0 in head`; printable. */
export function environmentChangeText({ field, base, head, prevents }: EnvironmentChange): string {
  return `${sanitize(field)}: ${sanitize(base)} in base, ${sanitize(head)} in head${prevents ? ' (prevents comparing)' : ''}`
}

function commitText(commit: string | undefined): string {
  return commit === undefined ? '' : ` at ${commit.slice(0, 9)}`
}
