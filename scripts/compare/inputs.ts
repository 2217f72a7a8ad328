import { isDeepStrictEqual } from 'node:util'
import { readBaseline } from '../../reports/baseline.ts'
import type { NamedReport } from '../../reports/compare/compare-reports.ts'
import { readReport } from '../../reports/read-report.ts'
import { ReportError } from '../../reports/report-error.ts'
import type { Report } from '../../reports/report.ts'
import type { CompareCommandOptions } from './options.ts'

/** The reports to compare, oldest first, or what is wrong with them, one line each. */
export type Inputs =
  | { readonly reports: readonly NamedReport[]; readonly problems?: never }
  | { readonly reports?: never; readonly problems: readonly string[] }

/** Reads every report that was named; the problems of all of them are told at once. */
export async function readInputs(
  { reports, baseline }: Pick<CompareCommandOptions, 'reports' | 'baseline'>,
  baselines: string,
): Promise<Inputs> {
  const named = [
    ...(baseline === undefined
      ? []
      : [{ name: `baseline ${baseline}`, read: () => readBaseline(baseline, baselines) }]),
    ...reports.map((path) => ({ name: path, read: () => readReport(path) })),
  ]
  const read: NamedReport[] = []
  const problems: string[] = []
  for (const { name, read: readOne } of named) {
    const report = await attempt(readOne, problems)
    if (report !== undefined) read.push({ name, report })
  }
  const all = problems.length > 0 ? problems : repetitions(read)
  return all.length > 0 ? { problems: all } : { reports: read }
}

async function attempt(read: () => Promise<Report>, problems: string[]): Promise<Report | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    problems.push(...error.message.split('\n'))
    return undefined
  }
}

/** A run compared with itself is always the same: a gate that passes whatever happens. */
function repetitions(named: readonly NamedReport[]): string[] {
  return named.flatMap(({ name, report }, at) => {
    const earlier = named.slice(0, at).find((other) => isDeepStrictEqual(other.report, report))
    return earlier === undefined
      ? []
      : [`${name}: this is the same run as ${earlier.name}; measure again, then compare`]
  })
}
