import type { CompareOptions } from '../../reports/compare/compare-rules.ts'
import { scenarios } from '../../scenarios/index.ts'
import { chooseScenarios } from '../bench/choose-scenarios.ts'
import { chooseTransports } from '../bench/choose-transports.ts'
import { cellsOf, isWorkloadCell } from '../bench/cell.ts'
import type { MeasureOptions } from '../bench/measure-options.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { compareOptionsOf } from '../cli/compare-options.ts'
import { failOnNames, type FailOn } from '../cli/fail-on.ts'
import { knownName } from '../cli/known-name.ts'
import type { Parsed } from '../cli/parsed.ts'
import { abCommand, type RawAbOptions } from './command.ts'
import { withFunctionsFlag } from './functions-flag.ts'
import { sides, type Sides } from './side.ts'
import { commandWords } from './version/command-words.ts'
import { readEnvironment } from './version/environment-option.ts'

/** What `npm run ab` was asked to do; the versions are as they were written, and not looked for yet. */
export interface AbOptions extends MeasureOptions {
  readonly versions: Sides<string>
  /** The words of the command that starts the gateway of a folder or ref. */
  readonly start: readonly string[] | undefined
  readonly prepare: string | undefined
  readonly env: Sides<Readonly<Record<string, string>>>
  readonly maxMinutes: number
  readonly compare: CompareOptions
  readonly failOn: FailOn
  readonly out: string | undefined
  readonly json: boolean
  /** Whether the functions of both versions are profiled after the pairs. */
  readonly functions: boolean
}

/** Reads the command line of `npm run ab`. Every problem is found at once, one line each; nothing is printed. */
export function parseAbOptions(args: readonly string[]): Parsed<AbOptions> {
  const command = abCommand()
  const known = scenarios.map(({ name }) => name)
  const line = readCommandLine(command, withFunctionsFlag(args, known))
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawAbOptions>()
  const problems: string[] = []
  const measured = measureOptions(command.args, raw, problems)
  const env = {
    base: readEnvironment('--base-env', raw.baseEnv, problems),
    head: readEnvironment('--head-env', raw.headEnv, problems),
  }
  const start = raw.start === undefined ? undefined : startWords(raw.start, problems)
  const compare = compareOptionsOf(raw, problems)
  const [failOn] = knownName('--fail-on', raw.failOn, failOnNames, problems)
  if (problems.length === 0) problems.push(...environmentConflicts(measured, env))
  if (problems.length > 0 || failOn === undefined) return { kind: 'wrong', problems }
  const { prepare, maxMinutes, out, json, functions } = raw
  const versions = { base: raw.base, head: raw.head }
  return {
    kind: 'run',
    options: { ...measured, versions, start, prepare, env, maxMinutes, compare, failOn, out, json, functions },
  }
}

function measureOptions(names: readonly string[], raw: RawAbOptions, problems: string[]): MeasureOptions {
  const { scenarios, values } = chooseScenarios(
    names.length === 0 ? ['fan-out'] : names,
    raw.profile,
    raw.set,
    problems,
  )
  for (const { name, kind } of scenarios) {
    if (kind === 'workload') continue
    problems.push(
      `${name}: a pair measures two gateways under the same schedule at once, which ${name} has none of; use bench and compare.`,
    )
  }
  return {
    scenarios,
    values,
    targets: [raw.target],
    instances: raw.instances,
    adapter: raw.adapter,
    transports: chooseTransports(raw.transport, scenarios, problems),
    profile: raw.profile,
    client: raw.client,
    seed: raw.seed,
    localAddresses: raw.localAddress,
  }
}

/** A scenario that needs a setting of the gateway would otherwise win over the one that was asked for, in silence. */
function environmentConflicts(measured: MeasureOptions, env: AbOptions['env']): string[] {
  const needed = new Set(
    cellsOf(measured)
      .filter(isWorkloadCell)
      .flatMap(({ scenario, values, transport }) =>
        Object.keys(scenario.workload(values, transport, measured.seed).gatewayEnvironment),
      ),
  )
  return sides.flatMap((side) =>
    Object.keys(env[side])
      .filter((name) => needed.has(name))
      .map((name) => `--${side}-env ${name}: the scenario sets this itself; leave it out.`),
  )
}

function startWords(command: string, problems: string[]): readonly string[] {
  try {
    const words = commandWords(command)
    if (words.length === 0) problems.push('--start: the command is empty.')
    return words
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push(`--start: ${error.message}.`)
    return []
  }
}
