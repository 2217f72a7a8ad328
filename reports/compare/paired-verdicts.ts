import type { Metric } from '../metric.ts'
import { metrics } from '../metrics.ts'
import type { CompareRules } from './compare-rules.ts'
import type { MetricComparison } from './comparison.ts'
import { pairedEffect } from './effect.ts'
import { isClear } from './clear.ts'
import { fewestPairs } from './look-plan.ts'
import type { JudgedMetric, PairedBatch, PairedTrials } from './paired-batch.ts'
import { sideOf } from './side-of.ts'
import { verdictOf } from './verdict.ts'

const confidence = 0.95

/**
 * What is said in the end of the metrics that are `asked` for, in the order of the registry, per cell. Those that decide are judged by the batch that had the last word on
 * them: the confirmation for what the first batch found worse, otherwise the first. The others are told from all pairs, as
 * information: nothing depends on them.
 */
export function pairedVerdicts(
  batches: readonly PairedBatch[],
  rules: CompareRules,
  asked: ReadonlySet<Metric>,
): MetricComparison[][] {
  const [first, confirmation] = batches
  if (first === undefined) return []
  const rounds = batches.flatMap((batch) => batch.rounds)
  const cells = rounds[0]?.length ?? 0
  return Array.from({ length: cells }, (_, cell) => {
    const pairs = rounds.flatMap((round) => round[cell] ?? [])
    return metrics
      .filter((metric) => asked.has(metric))
      .flatMap((metric) => comparisonOf(metric, cell, pairs, first, confirmation, rules) ?? [])
  })
}

function comparisonOf(
  metric: Metric,
  cell: number,
  pairs: readonly PairedTrials[],
  first: PairedBatch,
  confirmation: PairedBatch | undefined,
  rules: CompareRules,
): MetricComparison | undefined {
  const { id, better } = metric
  const base = sideOf(pairs.flatMap((pair) => pair.base[id] ?? []))
  const head = sideOf(pairs.flatMap((pair) => pair.head[id] ?? []))
  if (base === undefined && head === undefined) return undefined
  const sides = { ...(base && { base }), ...(head && { head }) }
  const found = first.lastLook.find((one) => one.cell === cell && one.id === id)
  const isGated = first.questions.some((one) => one.cell === cell && one.metric.id === id)
  if (isGated) {
    if (found === undefined) {
      const reason = `${first.pairs} pairs show nothing: at least ${fewestPairs} are needed`
      return { id, gated: true, verdict: 'unknown', reason, ...sides }
    }
    const judged = found.verdict === 'worse' ? confirmed(found, cell, confirmation, first) : found
    const { effect, verdict, reason } = judged
    return { id, gated: true, verdict, effect, ...sides, ...(reason === undefined ? {} : { reason }) }
  }
  const both = pairs.flatMap((pair) => bothOf(pair, id))
  if (both.length === 0) return { id, gated: false, ...sides }
  const effect = pairedEffect(metric, both, rules.limitOf(metric), confidence)
  return { id, gated: false, effect, ...sides, ...(better === 'none' ? {} : verdictOf(effect, better)) }
}

/** What a second batch says of a metric that the first one found worse. */
function confirmed(
  found: JudgedMetric,
  cell: number,
  confirmation: PairedBatch | undefined,
  first: PairedBatch,
): JudgedMetric {
  const again = confirmation?.lastLook.find((one) => one.cell === cell && one.id === found.id)
  const before = `the first ${first.pairs} pairs found it worse`
  if (again === undefined) {
    return { ...found, verdict: 'unknown', reason: `${before}, and the budget left too few pairs to confirm it` }
  }
  if (again.verdict === 'worse' || isClear(again)) return again
  return {
    ...again,
    verdict: 'unknown',
    reason: `${before}, and ${confirmation?.pairs ?? 0} others did not confirm it`,
  }
}

function bothOf(pair: PairedTrials, id: string): { base: number; head: number }[] {
  const base = pair.base[id]
  const head = pair.head[id]
  return base === undefined || head === undefined ? [] : [{ base, head }]
}
