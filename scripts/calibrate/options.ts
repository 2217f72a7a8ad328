import { Command } from 'commander'
import type { Adapter } from '../../target/adapter.ts'
import { readCommandLine } from '../cli/command-line.ts'
import type { Parsed } from '../cli/parsed.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { programName } from '../cli/program/program-name.ts'
import { adapterFlag, withStudyFlags, type StudyOptions } from '../study/options.ts'

/** What `npm run bench -- calibrate` was asked to do. */
export interface CalibrateOptions extends StudyOptions {
  readonly adapter: Adapter
  /** Instances of the largest cluster. */
  readonly instances: number
}

const mostInstances = 31

/** Reads the command line of a calibration. Nothing is printed. */
export function parseCalibrateOptions(args: readonly string[]): Parsed<CalibrateOptions> {
  const command = new Command(`${programName('bench')} calibrate`)
    .description(
      'Measures a designed set of workloads and fits what each operation costs; the report is what plan works from.',
    )
    .addOption(adapterFlag())
    .option('--instances <n>', 'instances of the largest cluster', wholeNumber(2, mostInstances), 3)
  const line = readCommandLine(withStudyFlags(command, { trials: 2 }), args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<Omit<CalibrateOptions, 'out'> & { readonly out?: string }>()
  return { kind: 'run', options: { ...raw, out: raw.out } }
}
