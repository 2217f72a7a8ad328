import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { planAdapters } from '../../reports/plan/demand.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { knownName } from '../cli/known-name.ts'
import type { Parsed } from '../cli/parsed.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { programName } from '../cli/program/program-name.ts'
import { studyFlags, type StudyOptions } from '../study/options.ts'

/** What a plan can be written as. */
export const formats = ['text', 'json', 'html'] as const

/** What `npm run plan` was asked to do; neither the demand nor the report has been read yet. */
export interface PlanOptions {
  readonly demand: string
  readonly report: string
  /** A report whose journey says what is asked, in place of the demand; `undefined`: the demand says it. */
  readonly journey: string | undefined
  readonly format: (typeof formats)[number]
  /** The file to write; `undefined`: standard output. */
  readonly out: string | undefined
  /** In place of the adapter of the demand. */
  readonly adapter: (typeof planAdapters)[number] | undefined
  /** In place of the instances of the demand. */
  readonly instances: number | undefined
  /** How many times the CPU time of the calibration an instance takes; `undefined`: the same machine. */
  readonly machineFactor: number | undefined
  /** Run the demand in little on this machine and hold the plan against it; `undefined`: only plan. */
  readonly verify: StudyOptions | undefined
}

interface RawOptions {
  readonly demand?: string
  readonly report?: string
  readonly journey?: string
  readonly format: string
  readonly out?: string
  readonly adapter?: string
  readonly instances?: number
  readonly machineFactor?: number
  readonly verify: boolean
  readonly trials: number
  readonly repeats: number
  readonly client: StudyOptions['client']
  readonly seed: number
}

const studyNames = ['trials', 'repeats', 'client', 'seed'] as const
const defaultPage = 'plan.html'
const mostInstances = 1000
const [leastFactor, mostFactor] = [0.05, 20]

/** Reads the command line of `npm run plan`. Every problem is found at once, one line each; nothing is printed. */
export function parsePlanOptions(args: readonly string[]): Parsed<PlanOptions> {
  const command = planCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawOptions>()
  const { demand, report, journey, instances, machineFactor, trials, repeats, client, seed } = raw
  const problems: string[] = []
  const [format] = knownName('--format', raw.format, formats, problems)
  const [adapter] = raw.adapter === undefined ? [] : knownName('--adapter', raw.adapter, planAdapters, problems)
  if (demand === undefined) problems.push('--demand: no demand was named; copy demand.example.yml and fill it in.')
  if (report === undefined) {
    problems.push(`--report: no calibration was named; make one with "${programName('bench')} calibrate".`)
  }
  if (raw.verify) problems.push(...verifyProblems(command))
  else {
    for (const name of studyNames) {
      if (command.getOptionValueSource(name) === 'cli')
        problems.push(`--${name}: only --verify measures; leave it out.`)
    }
  }
  const out = raw.out ?? (format === 'html' ? defaultPage : undefined)
  for (const input of [demand, report, journey]) {
    if (out === undefined || input === undefined || resolve(input) !== resolve(out)) continue
    problems.push(`--out ${out}: this is what is read; name another file.`)
  }
  if (problems.length > 0 || format === undefined || demand === undefined || report === undefined) {
    return { kind: 'wrong', problems }
  }
  const verify = raw.verify ? { trials, repeats, client, seed, out: raw.out, json: format === 'json' } : undefined
  return { kind: 'run', options: { demand, report, journey, format, out, adapter, instances, machineFactor, verify } }
}

function verifyProblems(command: Command): string[] {
  const problems: string[] = []
  if (command.getOptionValue('machineFactor') !== undefined) {
    problems.push('--machine-factor: --verify runs on the machine of the calibration; leave one of them out.')
  }
  if (command.getOptionValue('format') === 'html') problems.push('--format html: --verify writes text or json.')
  return problems
}

/** The command line of `npm run plan`. */
export function planCommand(): Command {
  const flags = studyFlags({ trials: 3 })
  return new Command(programName('plan'))
    .description('Says how many instances a demand needs and what binds, from what a calibration has measured.')
    .option('--demand <file>', 'what is asked of the gateway; see demand.example.yml')
    .option('--report <file>', 'the calibration: report.json, a folder of reports/runs, or the report.html in it')
    .option(
      '--journey <file>',
      'what is asked is what this report measured of a journey; the demand says where it runs',
    )
    .option('--format <name>', `what to write: ${formats.join(', ')}`, 'text')
    .option('--out <file>', `write to this file; html goes to ${defaultPage} unless told otherwise`)
    .option('--adapter <name>', `in place of that of the demand: ${planAdapters.join(', ')}`)
    .option('--instances <n>', 'ask how so many do, instead of how many are needed', wholeNumber(1, mostInstances))
    .option(
      '--machine-factor <x>',
      'CPU time of an instance over that of the machine of the calibration, such as 1.2; with it, another CPU is not refused',
      machineFactor,
    )
    .option(
      '--verify',
      'run the demand in little on this machine and print predicted beside measured; --out is then the folder of the run',
      false,
    )
    .addOption(flags.trials)
    .addOption(flags.repeats)
    .addOption(flags.client)
    .addOption(flags.seed)
    .addHelpText(
      'after',
      '\nExit codes: 0 the policy can be kept, 1 it cannot, by so many instances or by any number, 2 wrong usage or input.' +
        '\nWith --verify: 0 all predictions are within 15 % of what was measured, 1 they are not, 2 as above, 3 it could not be measured.',
    )
}

function machineFactor(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= leastFactor && value <= mostFactor) return value
  throw new InvalidArgumentError(`Give a number from ${leastFactor} to ${mostFactor}.`)
}
