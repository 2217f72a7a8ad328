import type { z } from 'zod'
import { reportSchema, reportSchemaId, type Report } from './report.ts'

const mostProblems = 5

/** What checking a value against the report schema gives: the report, or what is wrong with the value, one line each. */
export type CheckedReport =
  | { readonly report: Report; readonly problems?: never }
  | { readonly report?: never; readonly problems: readonly string[] }

/** Checks a value against the report schema; of many problems the first few are named and the rest counted. */
export function checkReport(value: unknown): CheckedReport {
  const version = value !== null && typeof value === 'object' && 'schema' in value ? value.schema : undefined
  if (version !== reportSchemaId) return { problems: [versionProblem(version)] }
  const checked = reportSchema.safeParse(value)
  if (checked.success) return { report: checked.data }
  const problems = checked.error.issues.map(line)
  const more = problems.length - mostProblems
  return { problems: more > 0 ? [...problems.slice(0, mostProblems), `and ${more} more`] : problems }
}

function versionProblem(version: unknown): string {
  if (typeof version !== 'string') return `no gatecrash report: its "schema" must be "${reportSchemaId}"`
  return `"schema" is ${JSON.stringify(version)} and this version reads "${reportSchemaId}"; use the gatecrash that wrote it, or measure again`
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
