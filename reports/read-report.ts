import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { embeddedReport } from './embedded-report.ts'
import { readReportText } from './report-text.ts'
import { ReportError } from './report-error.ts'
import { checkReport, noReport } from './report-problems.ts'
import type { Report } from './report.ts'

const longText = 2 ** 20

/**
 * Reads a report: a `report.json`, the `report.html` that `bench` writes, or a folder that holds a `report.json`.
 *
 * Rejects with a {@link ReportError}: no such file, no report in it, another schema version, or schema problems. What is no
 * report is recognised by how it begins or by its size, so it costs neither time nor memory.
 */
export async function readReport(path: string): Promise<Report> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  try {
    return parseReport(await readReportText(isFolder ? join(path, 'report.json') : path), path)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const problem = isFolder && isMissing(error.cause) ? 'a folder without a report.json in it' : error.message
    throw new ReportError(path, [problem], { cause: error })
  }
}

/** Reads the text of a report, JSON or HTML; `path` is named in the {@link ReportError} that it throws. */
export function parseReport(text: string, path: string): Report {
  const { report, problems } = checkReport(jsonIn(text, path))
  if (report === undefined) throw new ReportError(path, problems)
  return report
}

function jsonIn(text: string, path: string): unknown {
  try {
    return parseJson(text.trimStart().startsWith('<') ? embeddedReport(text) : text)
  } catch (error) {
    if (error instanceof RangeError) throw new ReportError(path, [error.message], { cause: error })
    throw error
  }
}

function parseJson(text: string): unknown {
  // Parsing tens of megabytes of something else would take seconds and a gigabyte.
  if (text.length > longText && !text.includes('"gatecrash/')) throw new RangeError(noReport)
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [, position] = /at position (\d+)/.exec(message) ?? []
    const isCut = /end of JSON input|Unterminated string/.test(message) || Number(position) >= text.length
    const problem = isCut
      ? 'it ends too early, so the file is truncated'
      : message.replaceAll(/\s+/g, ' ').slice(0, 200)
    throw new RangeError(`not JSON: ${problem}`, { cause: error })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
