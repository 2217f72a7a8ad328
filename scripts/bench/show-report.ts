import { dirname, join } from 'node:path'
import { writeReportPage } from '../../reports/html/write-report-page.ts'
import { printableJson } from '../../reports/render/printable-json.ts'
import { sanitize } from '../../reports/render/sanitize.ts'
import { renderTerminal } from '../../reports/render/terminal.ts'
import type { Report } from '../../reports/report.ts'
import type { ProgressStream } from '../cli/live-line.ts'

/** Columns where the output is no terminal: enough for a table of three transports. */
const widthOfFiles = 120

/** Exit code of a run in which a trial failed. */
const trialFailed = 3

/**
 * Writes the page of a report whose run has ended early and says why in one line, without a table; with `json` the report is
 * printed. Returns the exit code.
 */
export async function showEnd(
  { report, path, ended }: { readonly report: Report; readonly path: string; readonly ended: string },
  json: boolean,
  out: ProgressStream,
  err: ProgressStream,
): Promise<number> {
  await writeReportPage(join(dirname(path), 'report.html'), report)
  if (json) out.write(printableJson(report))
  err.write(`bench: ${sanitize(ended)}\n`)
  return trialFailed
}

/** Writes the page of a report beside it and prints the report: its tables, or with `json` the report itself. */
export async function showReport(report: Report, path: string, json: boolean, out: ProgressStream): Promise<void> {
  const page = join(dirname(path), 'report.html')
  await writeReportPage(page, report)
  const color = out.isTTY && process.env['NO_COLOR'] === undefined
  out.write(
    json
      ? printableJson(report)
      : `\n${renderTerminal(report, { width: out.columns ?? widthOfFiles, color, path, page })}`,
  )
}
