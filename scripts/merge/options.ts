import { Command } from 'commander'
import { parseSlo, type Slo } from '../../reports/slo.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { collect } from '../cli/option-lists.ts'
import type { Parsed } from '../cli/parsed.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { programName } from '../cli/program/program-name.ts'

/** What `npm run merge` was asked to do; no log has been read yet. */
export interface MergeCommandOptions {
  /** Worker logs, and folders that hold some. */
  readonly paths: readonly string[]
  /** The report to write; `undefined`: one in a new folder of `reports/runs`. */
  readonly out: string | undefined
  readonly slos: readonly Slo[]
  readonly json: boolean
  readonly graceMs: number | undefined
  readonly clockMarginMs: number | undefined
  /** How many workers each run had; `undefined`: as many as there are logs. */
  readonly workers: number | undefined
  readonly allowMixed: boolean
}

interface RawOptions {
  readonly out?: string
  readonly slo: readonly string[]
  readonly json: boolean
  readonly grace?: number
  readonly clockMargin?: number
  readonly workers?: number
  readonly allowMixed: boolean
}

const longestWaitMs = 600_000
const mostWorkers = 100_000

/** Reads the command line of `npm run merge`. Every problem is found at once, one line each; nothing is printed. */
export function parseMergeOptions(args: readonly string[]): Parsed<MergeCommandOptions> {
  const command = mergeCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const { out, slo, json, grace, clockMargin, workers, allowMixed } = command.opts<RawOptions>()
  const problems: string[] = []
  const slos = slo.flatMap((text) => readSlo(text, problems))
  if (command.args.length === 0) {
    problems.push('no worker log was named; give files or folders, such as logs/*')
  }
  if (out !== undefined && !out.endsWith('.json')) {
    problems.push(`--out ${out}: name the report's file, such as report.json; its page is written beside it.`)
  }
  if (problems.length > 0) return { kind: 'wrong', problems }
  const options = { paths: command.args, out, slos, json, workers, allowMixed }
  return { kind: 'run', options: { ...options, graceMs: grace, clockMarginMs: clockMargin } }
}

/** The command line of `npm run merge`. */
export function mergeCommand(): Command {
  const milliseconds = wholeNumber(0, longestWaitMs)
  return new Command(programName('merge'))
    .description('Adds the logs of all workers of a journey up, settles what was owed, and writes a report.')
    .argument('[logs...]', 'worker logs (GATECRASH_LOG has said where they go), and folders that hold some')
    .option('--out <file>', 'the report to write; default: a new folder of reports/runs')
    .option('--slo <bound>', 'an objective such as ack.p99<250; missed: exit code 1; repeat', collect, [])
    .option('--json', 'print the report instead of its table', false)
    .option('--grace <ms>', 'who leaves so soon after a send is not owed it (default: 2000)', milliseconds)
    .option('--clock-margin <ms>', 'how far clocks may disagree (default: 0 on one host, else 1000)', milliseconds)
    .option(
      '--workers <n>',
      'how many workers each run had: with another number it is invalid',
      wholeNumber(1, mostWorkers),
    )
    .option('--allow-mixed', 'put logs of several scripts, engines or targets into one result', false)
    .addHelpText(
      'after',
      '\nLogs that overlap in time are one trial, those of a later run the next.' +
        '\nExit codes: 0 all is well, 1 an objective was missed, 2 wrong usage or input, 3 a worker was lost.',
    )
}

function readSlo(text: string, problems: string[]): Slo[] {
  try {
    return [parseSlo(text)]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push(error.message)
    return []
  }
}
