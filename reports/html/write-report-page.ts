import type { Report } from '../report.ts'
import { writeWholeFile } from '../write-whole-file.ts'
import { loadPageAssets } from './page-assets.ts'
import { renderReportPage } from './report-page.ts'

/** Writes the page of a report. Rejects with a `ReportError` where the file cannot be written. */
export async function writeReportPage(path: string, report: Report): Promise<void> {
  await writeWholeFile(path, renderReportPage(report, await loadPageAssets()))
}
