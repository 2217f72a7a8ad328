import type { Comparison } from '../../compare/comparison.ts'
import { metricOf } from '../../metrics.ts'
import { verdictSentence } from '../verdict-sentence.ts'
import { changeText } from './change-text.ts'
import { gatedMetrics } from './gated-metrics.ts'

/** What came of a comparison in one or two sentences, the verdict first; printable, without a line break. */
export function headlineOf(comparison: Comparison): string {
  const { results, verdict } = comparison
  if (results.length === 0) return 'Incomparable: base and head have no result in common.'
  const gated = gatedMetrics(comparison)
  if (gated.length === 0) return 'Unknown: neither base nor head has a gated metric.'
  const judged = gated.map(({ metric, title, verdict }) => {
    const change = metric.effect === undefined ? '' : ` ${changeText(metric.effect, metricOf(metric.id)).estimate}`
    return { verdict, name: `${metric.id}${change}${results.length === 1 ? '' : ` (${title})`}` }
  })
  return verdictSentence(verdict, judged)
}
