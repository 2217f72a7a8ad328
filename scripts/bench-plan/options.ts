import { Command } from 'commander'
import type { Adapter } from '../../target/adapter.ts'
import { readCommandLine } from '../cli/command-line.ts'
import type { Parsed } from '../cli/parsed.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { adapterFlag, withStudyFlags, type StudyOptions } from '../study/options.ts'

/** What `npm run bench:plan` was asked to do. */
export interface BenchPlanOptions extends StudyOptions {
  /** A calibration to check; `undefined`: one is made on the way. */
  readonly report: string | undefined
  /** The report of an earlier run, to be fitted and checked anew without measuring anything. */
  readonly recheck: string | undefined
  readonly adapter: Adapter
  readonly instances: number
}

interface RawOptions extends Omit<BenchPlanOptions, 'out' | 'report' | 'recheck'> {
  readonly out?: string
  readonly report?: string
  readonly recheck?: string
}

const mostInstances = 31

/** Reads the command line of `npm run bench:plan`. Nothing is printed. */
export function parseBenchPlanOptions(args: readonly string[]): Parsed<BenchPlanOptions> {
  const command = new Command('npm run bench:plan --')
    .description(
      'Checks the cost model on workloads that it was not fitted to; without --report it is calibrated first, both in one shuffled run.',
    )
    .option('--report <calibration>', 'check this calibration instead of making one')
    .option('--recheck <report>', 'fit and check what an earlier run has measured, without measuring')
    .addOption(adapterFlag())
    .option('--instances <n>', 'instances of the largest cluster', wholeNumber(2, mostInstances), 3)
  const line = readCommandLine(withStudyFlags(command, { trials: 3 }), args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawOptions>()
  if (raw.report !== undefined && raw.recheck !== undefined) {
    return {
      kind: 'wrong',
      problems: ['--report, --recheck: give one of them; a run that is checked anew has its own.'],
    }
  }
  return { kind: 'run', options: { ...raw, out: raw.out, report: raw.report, recheck: raw.recheck } }
}
