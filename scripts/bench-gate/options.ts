import { Command } from 'commander'
import { readCommandLine } from '../cli/command-line.ts'
import { collect } from '../cli/option-lists.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import type { Parsed } from '../cli/parsed.ts'

/** What `npm run bench:gate` was asked to do. */
export interface GateOptions {
  /** Pairs to measure of each slowdown. */
  readonly pairs: number
  /** CPU that head burns more per message, as shares of what a message costs; 0 is two equal versions. */
  readonly slowdowns: readonly number[]
  /** Comparisons to simulate of each slowdown. */
  readonly comparisons: number
  /** The budget of one comparison, in minutes. */
  readonly maxMinutes: number
  readonly seed: number
  /** A file of pairs that were measured before, to be used instead of measuring. */
  readonly from: string | undefined
  /** Where the measured pairs are written. */
  readonly out: string | undefined
  readonly json: boolean
}

interface RawOptions extends Omit<GateOptions, 'slowdowns' | 'from' | 'out'> {
  readonly slowdown: readonly string[]
  readonly from?: string
  readonly out?: string
}

const defaultSlowdowns = ['0', '5', '10']

/** Reads the command line of `npm run bench:gate`; nothing is printed. */
export function parseGateOptions(args: readonly string[]): Parsed<GateOptions> {
  const command = new Command('npm run bench:gate --')
    .description(
      'Measures the gate itself: pairs of trials of the reference gateway against itself, equal or slowed down by a known ' +
        'amount of CPU per message, and how often whole comparisons made of them are wrong.',
    )
    .option('--pairs <n>', 'pairs to measure of each slowdown', wholeNumber(10, 10_000), 60)
    .option('--slowdown <percent>', 'CPU per message that head burns more; repeat; default 0, 5 and 10', collect, [])
    .option('--comparisons <n>', 'comparisons to simulate of each slowdown', wholeNumber(100, 100_000), 1000)
    .option('--max-minutes <n>', 'the budget of one comparison', wholeNumber(1, 600), 10)
    .option('--seed <n>', 'seed of everything random', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--from <file>', 'use pairs that were measured before: the pairs.json of an earlier run')
    .option('--out <folder>', 'where pairs.json goes; default reports/runs/<time>-gate')
    .option('--json', 'print the figures as JSON', false)
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const { slowdown, from, out, ...raw } = command.opts<RawOptions>()
  const texts = slowdown.length === 0 ? defaultSlowdowns : slowdown
  const problems = texts
    .filter((text) => !isPercent(text))
    .map((text) => `--slowdown "${text}": give a percentage from 0 to 1000, such as 5.`)
  if (problems.length > 0) return { kind: 'wrong', problems }
  return { kind: 'run', options: { ...raw, slowdowns: texts.map((text) => Number(text) / 100), from, out } }
}

function isPercent(text: string): boolean {
  const value = Number(text)
  return text.trim() !== '' && value >= 0 && value <= 1000
}
