import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { nearestName } from './nearest-name.ts'
import { readReport } from './read-report.ts'
import { ReportError } from './report-error.ts'
import type { Report } from './report.ts'
import { writeReport } from './write-report.ts'
import { programName } from './program-name.ts'

/** Where baselines are kept, seen from the working directory. */
export const baselineFolder = join('reports', 'baselines')

const namePattern = /^[a-z0-9][a-z0-9._-]*$/
const longestName = 100

/** What is wrong with the name of a baseline, in one line; `undefined` where nothing is. */
export function baselineNameProblem(name: string): string | undefined {
  if (namePattern.test(name) && name.length <= longestName) return undefined
  return `a baseline is named with a-z, 0-9, ".", "_" and "-", beginning with a letter or digit, at most ${longestName} of them.`
}

/** Reads a baseline. Rejects with a {@link ReportError} that names those there are, and as `readReport` does. */
export async function readBaseline(name: string, folder: string): Promise<Report> {
  const names = await baselineNames(folder)
  if (!names.includes(name)) throw new ReportError(`baseline ${name}`, [unknownName(name, names, folder)])
  return readReport(pathOf(name, folder))
}

/** A baseline that was stored. */
export interface SavedBaseline {
  readonly path: string
  /** When the report that it replaces was made, ISO 8601; `undefined` where there was none that can be read. */
  readonly replaced: string | undefined
}

/** Stores a whole report as a baseline, in place of one of that name. Rejects as `writeReport` does. */
export async function saveBaseline(name: string, report: Report, folder: string): Promise<SavedBaseline> {
  const path = pathOf(name, folder)
  const before = await readReport(path).catch((error: unknown) => {
    // A damaged baseline is replaced as well; there is only no date of it to tell.
    if (error instanceof ReportError) return undefined
    throw error
  })
  await writeReport(path, report)
  return { path, replaced: before?.createdAt }
}

async function baselineNames(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted()
}

function unknownName(name: string, names: readonly string[], folder: string): string {
  if (names.length === 0)
    return `there is none in ${folder}; store one with ${programName('bench')} --save-baseline ${name}`
  const nearest = nearestName(name, names)
  const hint = nearest === undefined ? '; there' : `; did you mean "${nearest}"? There`
  return `there is none of that name${hint} are: ${names.join(', ')}`
}

function pathOf(name: string, folder: string): string {
  return join(folder, `${name}.json`)
}
