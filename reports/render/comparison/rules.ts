import type { Comparison } from '../../compare/comparison.ts'
import { metricGroups, metricOf } from '../../metrics.ts'
import { limitOf } from './change-text.ts'
import { gatedMetrics } from './gated-metrics.ts'

/** What one gated metric is, and the least change of it that matters. */
export interface GateRule {
  readonly id: string
  readonly limit: string
  /** In plain words: `Cost in CPU time: gateway, per delivery`. */
  readonly name: string
}

/** The rules that a comparison was judged by, each gated metric that it has figures of once. */
export function gateRules(comparison: Pick<Comparison, 'results'>): GateRule[] {
  const byId = Map.groupBy(gatedMetrics(comparison), ({ metric }) => metric.id)
  return [...byId].map(([id, ones]) => {
    const metric = metricOf(id)
    const limits = ones.flatMap((one) => (one.metric.effect === undefined ? [] : [limitOf(one.metric.effect, metric)]))
    return { id, limit: [...new Set(limits)].join(' or '), name: `${metricGroups[metric.group]}: ${metric.label}` }
  })
}

/** How to judge by other rules. */
export const rulesAdvice = 'Other limits: --limit <metric>=5%. Other gated metrics: --gate <metric>,<metric>.'
