import type { z } from 'zod'
import { reportSchema, reportSchemaId, type Report } from './report.ts'

const mostProblems = 5

/** Far more trials, metrics or parameters than any run has. */
const mostEntries = 100_000
/** Report, results, result, trials, trial, series, one of them: its points may be as many as the run has seconds. */
const countedLevels = 7

/** What is wrong with JSON of anything else. */
export const noReport = `no gatecrash report: its "schema" must be "${reportSchemaId}"`

/** What checking a value against the report schema gives: the report, or what is wrong with the value, one line each. */
export type CheckedReport =
  | { readonly report: Report; readonly problems?: never }
  | { readonly report?: never; readonly problems: readonly string[] }

/** Checks a value against the report schema; of many problems the first few are named and the rest counted. */
export function checkReport(value: unknown): CheckedReport {
  const version = value !== null && typeof value === 'object' && 'schema' in value ? value.schema : undefined
  if (version !== reportSchemaId) return { problems: [versionProblem(version)] }
  if (hasTooMany(value)) return { problems: [`more than ${mostEntries} entries in one list, which no run writes`] }
  const checked = reportSchema.safeParse(value)
  if (checked.success) return { report: checked.data }
  const problems = checked.error.issues.map(line)
  const more = problems.length - mostProblems
  return { problems: more > 0 ? [...problems.slice(0, mostProblems), `and ${more} more`] : problems }
}

/** What else gatecrash writes. */
const otherKinds: Readonly<Record<string, string>> = {
  comparison: 'a comparison of two reports',
  trend: 'a trend of several reports',
  plan: 'a capacity plan',
}

/** What to say of a comparison, trend or plan that was given in place of a report. */
export function notAReport(kind: string): string {
  const what = otherKinds[kind] ?? 'something else'
  return `${what}, not a report; give ${kind === 'plan' ? 'the report' : 'the reports'} that it was made from`
}

function versionProblem(schema: unknown): string {
  const [, kind = '', number = ''] = /^gatecrash\/(\w+)@(\d+)$/.exec(String(schema)) ?? []
  if (Object.hasOwn(otherKinds, kind)) return notAReport(kind)
  if (kind !== 'report') return noReport
  const isNewer = Number(number) > Number(reportSchemaId.split('@')[1])
  const [age, advice] = isNewer
    ? ['a newer', 'update gatecrash, or use the one that wrote it']
    : ['an older', 'measure again, or use the one that wrote it']
  return `written by ${age} gatecrash ("schema" is "gatecrash/report@${number}", this version reads "${reportSchemaId}"); ${advice}`
}

/** A list of millions, each of which is wrong, would take gigabytes of problems. */
function hasTooMany(value: unknown, level = 1): boolean {
  if (value === null || typeof value !== 'object' || level > countedLevels) return false
  const entries: unknown[] = Array.isArray(value) ? value : Object.values(value)
  return entries.length > mostEntries || entries.some((entry) => hasTooMany(entry, level + 1))
}

function line(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${quoted(String(key))}`))
    .join('')
  const message = issue.message.charAt(0).toLowerCase() + issue.message.slice(1)
  return path === '' ? message : `${path}: ${message}`
}

function quoted(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key)
}
