import { ReportError } from './report-error.ts'
import { checkReport } from './report-problems.ts'
import type { Report } from './report.ts'
import { writeWholeFile } from './write-whole-file.ts'

/**
 * Writes a report, making its folder where there is none. Called after every trial, so that a later failure loses
 * nothing; readers see the old text or the new one, never a part.
 *
 * Rejects with a {@link ReportError}, and leaves what was there, where the report does not match its own schema
 * (a figure that is NaN, say) or the file cannot be written.
 */
export async function writeReport(path: string, report: Report): Promise<void> {
  const { problems } = checkReport(report)
  if (problems !== undefined) throw new ReportError(path, problems)
  await writeWholeFile(path, `${JSON.stringify(report, null, 2)}\n`)
}
