import { dirname, join } from 'node:path'
import { GeneratorError } from '../load/generator-error.ts'
import { baselineFolder } from '../reports/baseline.ts'
import { writeReportPage } from '../reports/html/write-report-page.ts'
import { printableJson } from '../reports/render/printable-json.ts'
import { renderTerminal } from '../reports/render/terminal.ts'
import { ReportError } from '../reports/report-error.ts'
import { TargetError } from '../target/target-error.ts'
import { keepBaseline } from './bench/keep-baseline.ts'
import { parseBenchOptions } from './bench/options.ts'
import { exitCodeOf, runBench } from './bench/run.ts'
import { interruptible } from './cli/interruption.ts'
import type { ProgressStream } from './cli/live-line.ts'

/** Columns where the output is no terminal: enough for a table of three transports. */
const widthOfFiles = 120

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
): Promise<number> {
  const parsed = parseBenchOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`bench: ${problem}\n`)
    return 2
  }
  try {
    const { report, path } = await runBench(parsed.options, args, err, signal)
    const page = join(dirname(path), 'report.html')
    await writeReportPage(page, report)
    const color = out.isTTY && process.env['NO_COLOR'] === undefined
    const text = parsed.options.json
      ? printableJson(report)
      : `\n${renderTerminal(report, { width: out.columns ?? widthOfFiles, color, path, page })}`
    out.write(text)
    const exitCode = exitCodeOf(report, parsed.options.trials, signal)
    const { saveBaseline } = parsed.options
    if (saveBaseline !== undefined) {
      err.write(`bench: ${await keepBaseline(saveBaseline, report, exitCode, baselineFolder)}\n`)
    }
    return exitCode
  } catch (error) {
    if (error instanceof TargetError || error instanceof GeneratorError || error instanceof ReportError) {
      err.write(`bench: ${error.message}\n`)
      return 2
    }
    throw error
  }
}
