import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ReportError } from './report-error.ts'
import { checkReport } from './report-problems.ts'
import type { Report } from './report.ts'

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
  const folder = dirname(path)
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = join(folder, `.${randomUUID()}.tmp`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, `${JSON.stringify(report, null, 2)}\n`)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    const reason = error instanceof Error ? error.message : String(error)
    throw new ReportError(path, [`cannot be written: ${reason}`], { cause: error })
  }
}
