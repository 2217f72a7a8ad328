import { readFile } from 'node:fs/promises'
import { ReportError } from './report-error.ts'
import { checkReport } from './report-problems.ts'
import type { Report } from './report.ts'

/** Reads a report file. Rejects with a {@link ReportError}: no such file, no JSON, another schema version, or schema problems. */
export async function readReport(path: string): Promise<Report> {
  return parseReport(await readText(path), path)
}

/** Reads the text of a report; `path` is named in the {@link ReportError} that it throws. */
export function parseReport(text: string, path: string): Report {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ReportError(path, [`not JSON: ${oneLine(error)}`], { cause: error })
  }
  const { report, problems } = checkReport(value)
  if (report === undefined) throw new ReportError(path, problems)
  return report
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new ReportError(path, ['no such file'], { cause: error })
    if (code === 'EISDIR')
      throw new ReportError(path, ['a folder, not a file; name the report.json in it'], { cause: error })
    throw new ReportError(path, [`cannot be read: ${oneLine(error)}`], { cause: error })
  }
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 200)
}
