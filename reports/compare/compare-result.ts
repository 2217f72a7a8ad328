import type { Metric } from '../metric.ts'
import { metrics } from '../metrics.ts'
import { aimedCoverage } from '../statistics/median-interval.ts'
import type { CompareRules } from './compare-rules.ts'
import type { Effect, MetricComparison, ResultComparison } from './comparison.ts'
import { independentEffect } from './effect.ts'
import { parameterDifferences, type ResultPair } from './match-results.ts'
import { sideOf, valuesOf } from './side-of.ts'
import { sideNotes } from './side-notes.ts'
import { judgeIndependent } from './trials-needed.ts'
import { worstVerdict, type Judgement } from './verdict.ts'
import { doubtOf, witnessOf } from './witness.ts'

/** A metric of a result before it is judged, for which Holm's correction must know all of them. */
export interface MetricDraft {
  readonly metric: Metric
  readonly gated: boolean
  /** One per completed trial that has it. */
  readonly base: readonly number[]
  readonly head: readonly number[]
  /** Absent where a side is missing or the two are incomparable. */
  readonly effect: Effect | undefined
  /** Whether it counts among the tests: it is gated, can be compared, and is not the same in all trials of both sides. */
  readonly isTest: boolean
}

/** A result before it is judged. */
export interface ResultDraft {
  readonly pair: ResultPair
  readonly incomparable: readonly string[]
  readonly metrics: readonly MetricDraft[]
  readonly witness: ReturnType<typeof witnessOf>
}

/** Compares the figures of two results; `hindrances` are the differences of the environment that prevent it. */
export function draftResult(pair: ResultPair, hindrances: readonly string[], rules: CompareRules): ResultDraft {
  const incomparable = [...hindrances, ...parameterDifferences(pair)]
  const drafts = metrics.flatMap((metric) => {
    const [base, head] = [valuesOf(pair.base, metric.id), valuesOf(pair.head, metric.id)]
    if (base.length === 0 && head.length === 0) return []
    const gated = rules.gated.includes(metric.id)
    const isPossible = incomparable.length === 0 && base.length > 0 && head.length > 0
    const effect = isPossible ? independentEffect(metric, base, head, rules.limitOf(metric), aimedCoverage) : undefined
    const varies = new Set([...base, ...head]).size > 1
    return [{ metric, gated, base, head, effect, isTest: gated && isPossible && varies }]
  })
  const witness = witnessOf((id) => drafts.find(({ metric }) => metric.id === id)?.effect)
  return { pair, incomparable, metrics: drafts, witness }
}

/** Judges a result: `adjusted` has `p` after Holm's correction for each of the metrics that were tested. */
export function judgeResult(draft: ResultDraft, adjusted: ReadonlyMap<MetricDraft, number>): ResultComparison {
  const { pair, incomparable } = draft
  const { scenario, question, target, instances, adapter, transport, parameters } = pair.head
  const judged = draft.metrics.map((metric) => judgeMetric(metric, draft, adjusted))
  return {
    ...{ scenario, question, target, instances, adapter, transport, parameters },
    verdict: worstVerdict(judged.flatMap(({ gated, verdict }) => (gated ? (verdict ?? []) : []))),
    incomparable,
    notes: [...sideNotes('base', pair.base), ...sideNotes('head', pair.head)],
    metrics: judged,
  }
}

function judgeMetric(
  draft: MetricDraft,
  result: ResultDraft,
  adjusted: ReadonlyMap<MetricDraft, number>,
): MetricComparison {
  const { metric, gated, base, head } = draft
  const effect = draft.effect && { ...draft.effect, ...(gated && { adjustedP: adjusted.get(draft) ?? 1 }) }
  const tests = draft.isTest ? adjusted.size : 1
  return {
    id: metric.id,
    gated,
    ...judgementOf(metric, effect, { base: base.length, head: head.length, tests }, result),
    ...sidesOf(base, head),
    ...(effect && { effect }),
  }
}

function judgementOf(
  metric: Metric,
  effect: Effect | undefined,
  evidence: { base: number; head: number; tests: number },
  { incomparable, pair, witness }: ResultDraft,
): Partial<Judgement> {
  const { better } = metric
  if (better === 'none') return {}
  if (effect !== undefined) {
    const judgement = judgeIndependent(effect, better, evidence)
    const doubt = doubtOf(metric, judgement.verdict, effect, witness)
    return doubt === undefined ? judgement : { verdict: 'unknown', reason: doubt }
  }
  if (incomparable.length > 0) return { verdict: 'incomparable', reason: incomparable.join('; ') }
  const side = evidence.base === 0 ? 'base' : 'head'
  return pair[side].trials.some(({ status }) => status === 'completed')
    ? { verdict: 'incomparable', reason: `${side} has no such figure` }
    : { verdict: 'unknown', reason: `no trial of ${side} was completed` }
}

function sidesOf(
  baseValues: readonly number[],
  headValues: readonly number[],
): Pick<MetricComparison, 'base' | 'head'> {
  const [base, head] = [sideOf(baseValues), sideOf(headValues)]
  return { ...(base && { base }), ...(head && { head }) }
}
