import type { Warning } from '../../load/warning.ts'
import type { Result } from '../report.ts'
import { warningsOf } from './footnotes.ts'

/** The warnings that say why nothing is known of what a gateway uses. */
const reasons = new Set(['usage-not-measured', 'usage-of-several-processes'])
/** The rows that every reader looks for: their absence is told, and that of what is derived from them is not. */
const usage = new Set(['server.cpu', 'server.rss'])

/** Why a figure of what the gateway uses is missing from a result; none where it is there, or is not such a figure. */
export function unmeasuredReasons(result: Result, metric: string): readonly Warning[] {
  if (!usage.has(metric) || Object.hasOwn(result.summary, metric)) return []
  return warningsOf(result).filter(({ code }) => reasons.has(code))
}
