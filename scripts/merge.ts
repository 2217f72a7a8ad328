import { join } from 'node:path'
import { MergeError } from '../load/fleet/merge-error.ts'
import { collectEnvironment, collectTool } from '../reports/environment.ts'
import { sanitize } from '../reports/render/sanitize.ts'
import { ReportError } from '../reports/report-error.ts'
import type { Report } from '../reports/report.ts'
import { writeReport } from '../reports/write-report.ts'
import { runFolder } from './bench/run-folder.ts'
import { showReport } from './bench/show-report.ts'
import type { TextSink } from './cli/command-line.ts'
import type { ProgressStream } from './cli/live-line.ts'
import { parseMergeOptions, type MergeCommandOptions } from './merge/options.ts'
import { readLogs } from './merge/read-logs.ts'
import { reportOfLogs } from './merge/report-of-logs.ts'

export { mergeCommand as command } from './merge/options.ts'

const wrong = 2
const workerLost = 3

/** `npm run merge`: makes one report of the logs of all workers. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return merge(args, process.stdout, process.stderr)
}

/** The program behind `main`, with everything that it prints to passed in. */
export async function merge(args: readonly string[], out: ProgressStream, err: TextSink): Promise<number> {
  const refuse = (problems: readonly string[]): number => {
    for (const problem of problems) err.write(`merge: ${sanitize(problem)}\n`)
    return wrong
  }
  const parsed = parseMergeOptions(args)
  if (parsed.kind === 'wrong') return refuse(parsed.problems)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  try {
    const { report, path } = await mergeLogs(parsed.options)
    await showReport(report, path, parsed.options.json, out)
    return exitCodeOf(report)
  } catch (error) {
    if (error instanceof MergeError) return refuse(error.problems)
    if (error instanceof ReportError) return refuse(error.message.split('\n'))
    throw error
  }
}

async function mergeLogs(options: MergeCommandOptions): Promise<{ report: Report; path: string }> {
  const logs = await readLogs(options.paths)
  const createdAt = new Date().toISOString()
  const [environment, tool] = await Promise.all([
    collectEnvironment({ redis: undefined, placement: {} }),
    collectTool(),
  ])
  const report = reportOfLogs(logs, options, { createdAt, environment, tool })
  const path = options.out ?? join(runFolder(createdAt, 'merge'), 'report.json')
  await writeReport(path, report)
  return { report, path }
}

function exitCodeOf({ results }: Report): number {
  if (results.some(({ trials }) => trials.some(({ status }) => status !== 'completed'))) return workerLost
  return results.some(({ slo }) => slo.some(({ met }) => !met)) ? 1 : 0
}
