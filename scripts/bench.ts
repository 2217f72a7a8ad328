import { GeneratorError } from '../load/generator-error.ts'
import { baselineFolder } from '../reports/baseline.ts'
import { ReportError } from '../reports/report-error.ts'
import { TargetError } from '../target/target-error.ts'
import { keepBaseline } from './bench/keep-baseline.ts'
import { dryRun } from './bench/harm/dry-run.ts'
import { maskedCommand } from './bench/masked-command.ts'
import { parseBenchOptions } from './bench/options.ts'
import { exitCodeOf, runBench } from './bench/run.ts'
import { showEnd, showReport } from './bench/show-report.ts'
import { studies } from './bench/studies.ts'
import { exitCodeOfSaturation, runSaturation } from './saturate/run.ts'
import { interruptible } from './cli/interruption.ts'
import type { ProgressStream } from './cli/live-line.ts'
import { parsedWithConfig, type CommandPlace } from './cli/with-config.ts'

export { benchCommand as command } from './bench/command.ts'

/** `npm run bench`: measures, prints the table, writes the report and its page. Returns the exit code; Ctrl-C ends it in order. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => bench(args, process.stdout, process.stderr, signal))
}

/** The program behind `main`, with everything that it touches passed in. */
export async function bench(
  args: readonly string[],
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
  place: CommandPlace = { folder: process.cwd(), env: process.env },
): Promise<number> {
  const [first = '', ...others] = args
  const study = studies.get(first)
  try {
    return await (study === undefined ? benchScenarios(args, out, err, signal, place) : study(others, out, err, signal))
  } catch (error) {
    if (error instanceof TargetError || error instanceof GeneratorError || error instanceof ReportError) {
      err.write(`bench: ${error.message}\n`)
      return 2
    }
    throw error
  }
}

async function benchScenarios(
  args: readonly string[],
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
  place: CommandPlace,
): Promise<number> {
  const parsed = await parsedWithConfig(args, place, (line, config) => parseBenchOptions(line, config, place.folder))
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`bench: ${problem}\n`)
    return 2
  }
  const { saturate, json, saveBaseline, notes } = parsed.options
  for (const note of notes) err.write(`bench: ${note}\n`)
  if (parsed.options.dryRun) {
    out.write(dryRun(parsed.options))
    return 0
  }
  const command = maskedCommand(args)
  if (saturate !== undefined) {
    const { report, path, ended } = await runSaturation(parsed.options, saturate, command, err, signal)
    if (ended !== undefined) return await showEnd({ report, path, ended }, json, out, err)
    await showReport(report, path, json, out)
    return exitCodeOfSaturation(report, signal)
  }
  const { report, path, ended } = await runBench(parsed.options, command, err, signal)
  if (ended !== undefined) return await showEnd({ report, path, ended }, json, out, err)
  await showReport(report, path, json, out)
  const exitCode = exitCodeOf(report, parsed.options.trials, signal)
  if (saveBaseline !== undefined) {
    err.write(`bench: ${await keepBaseline(saveBaseline, report, exitCode, baselineFolder)}\n`)
  }
  return exitCode
}
