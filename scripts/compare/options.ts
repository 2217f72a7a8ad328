import { resolve } from 'node:path'
import { Command } from 'commander'
import { baselineNameProblem } from '../../reports/baseline.ts'
import type { CompareOptions } from '../../reports/compare/compare-rules.ts'
import { limitText } from '../../reports/compare/effect-text.ts'
import type { PracticalLimit } from '../../reports/metric.ts'
import { metrics } from '../../reports/metrics.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { compareFlags, compareOptionsOf, type RawCompareOptions } from '../cli/compare-options.ts'
import { failOnNames, type FailOn } from '../cli/fail-on.ts'
import { knownName } from '../cli/known-name.ts'
import type { Parsed } from '../cli/parsed.ts'
import { noConfig, type LoadedConfig } from '../config/loaded-config.ts'
import { configFlag } from '../cli/with-config.ts'
import { programName } from '../cli/program/program-name.ts'

/** What a comparison can be written as. */
export const formats = ['text', 'markdown', 'json', 'junit', 'html', 'benchmark-action'] as const

/** One of {@link formats}. */
export type Format = (typeof formats)[number]

/** What `npm run compare` was asked to do: complete and found fine; no report has been read yet. */
export interface CompareCommandOptions {
  /** Paths of reports, oldest first; the baseline comes before them. */
  readonly reports: readonly string[]
  readonly baseline: string | undefined
  readonly format: Format
  readonly failOn: FailOn
  readonly compare: CompareOptions
  /** The file to write; `undefined`: standard output. */
  readonly out: string | undefined
  readonly all: boolean
}

interface RawOptions extends RawCompareOptions {
  readonly baseline?: string
  readonly format: string
  readonly out?: string
  readonly all: boolean
}

const defaultPage = 'compare.html'

/**
 * Reads the command line of `npm run compare`, whose flags win over the limits of the configuration. Every problem is found
 * at once, one line each; nothing is printed.
 */
export function parseCompareOptions(
  args: readonly string[],
  { limits }: Pick<LoadedConfig, 'limits'> = noConfig,
): Parsed<CompareCommandOptions> {
  const command = compareCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawOptions>()
  const reports = command.args
  const problems: string[] = []
  const [format] = knownName('--format', raw.format, formats, problems)
  const [failOn] = knownName('--fail-on', raw.failOn, failOnNames, problems)
  const compare = compareOptionsOf(raw, problems, limits)
  if (raw.baseline !== undefined) problems.push(...baselineProblems(raw.baseline))
  const given = reports.length + (raw.baseline === undefined ? 0 : 1)
  const least = format === 'benchmark-action' ? 1 : 2
  if (given < least) problems.push(tooFew(given))
  if (raw.all && format !== undefined && format !== 'text' && format !== 'benchmark-action') {
    problems.push(`--all: ${format} has every metric anyway, or a length of its own; leave it out.`)
  }
  const out = raw.out ?? (format === 'html' ? defaultPage : undefined)
  if (out !== undefined && reports.some((report) => resolve(report) === resolve(out))) {
    problems.push(`--out ${out}: this is one of the reports; name another file.`)
  }
  if (problems.length > 0 || format === undefined || failOn === undefined) return { kind: 'wrong', problems }
  return { kind: 'run', options: { reports, baseline: raw.baseline, format, failOn, compare, out, all: raw.all } }
}

/** The command line of `npm run compare`. */
export function compareCommand(): Command {
  const flags = compareFlags()
  return new Command(programName('compare'))
    .description('Says what changed from one report to another, and whether that is worse; three or more give a trend.')
    .argument('[reports...]', 'oldest first: report.json, a folder of reports/runs, or the report.html in it')
    .option('--baseline <name>', 'compare with this baseline, which bench --save-baseline has stored')
    .option('--format <name>', `what to write: ${formats.join(', ')}`, 'text')
    .addOption(flags.failOn)
    .addOption(flags.limit)
    .addOption(configFlag())
    .addOption(flags.gate)
    .option('--out <file>', `write to this file; html goes to ${defaultPage} unless told otherwise`)
    .option('--all', 'every metric, not only those that decide and those that changed', false)
    .addHelpText(
      'after',
      () =>
        `\nGated metrics, and the least change of them that matters, unless limits of the configuration or --limit say otherwise:\n${gatedList()}`,
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing to fail on, 1 a gated metric is worse, 2 wrong usage or input, 3 nothing could be compared.\n' +
        'GITHUB_STEP_SUMMARY: where it is set, the comparison is added to that file as Markdown.',
    )
}

/** The metrics that decide unless others are named, one a line. */
function gatedList(): string {
  const gated = metrics.filter((metric) => metric.gated)
  const widest = Math.max(...gated.map(({ id }) => id.length))
  return gated.map(({ id, practicalLimit }) => `  ${id.padEnd(widest)}  ${limitWords(practicalLimit)}`).join('\n')
}

function limitWords(limit: PracticalLimit): string {
  if ('relative' in limit) return limitText('relative', limit.relative)
  return limit.absolute === 0 ? 'any change' : limitText('absolute', limit.absolute)
}

function baselineProblems(name: string): string[] {
  const problem = baselineNameProblem(name)
  return problem === undefined ? [] : [`--baseline ${name}: ${problem}`]
}

function tooFew(given: number): string {
  const what = given === 0 ? 'no report was named' : 'there is one report, and nothing to compare it with'
  return `${what}; give two, such as base.json head.json, or --baseline main head.json.`
}
