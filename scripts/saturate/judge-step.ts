import type { Measurement, TrialResult } from '../../load/trial-result.ts'
import { metricOf } from '../../reports/metrics.ts'
import { formatNumber } from '../../reports/render/number-format.ts'
import { judgedFigure } from '../../reports/render/verdict-lines.ts'
import { keeps, type Slo } from '../../reports/slo.ts'
import type { LoadAxis } from '../../scenarios/load-axis.ts'
import type { LoadOutcome } from './bracket.ts'
import { mayBeAbsent } from './objectives.ts'
import { unsteadiness } from './stationary.ts'

/** What a trial says of the load that was offered in it. */
export interface JudgedStep {
  readonly outcome: LoadOutcome
  /** One line: what decided. */
  readonly reason: string
}

/** Codes of trials that fail because of ourselves. */
const ownFailures = new Set(['generator', 'internal'])

/** Whether a trial was spoiled by something that need not happen again: the generator was disturbed and had CPU to spare. */
export function isDisturbed(trial: TrialResult): boolean {
  return trial.status === 'invalid' && trial.reasons.every(({ code }) => code !== 'generator-saturated')
}

/**
 * Judges a load by its trial: it is held where every objective is met and the trial was in a steady state. A target that died
 * or that users could not connect to has not held it; a generator that was at its limit says nothing about the target.
 * `undefined` for a trial that was interrupted.
 */
export function judgeStep(
  trial: TrialResult,
  objectives: readonly Slo[],
  { response }: Pick<LoadAxis, 'response'>,
): JudgedStep | undefined {
  switch (trial.status) {
    case 'interrupted':
      return undefined
    case 'invalid':
      return { outcome: 'generator', reason: trial.reasons.map(({ message }) => message.replace(/\.$/, '')).join('; ') }
    case 'failed': {
      // A target that does not start has not been offered anything yet.
      const isUntold = ownFailures.has(trial.error.code) || trial.phase === 'start'
      const outcome = isUntold ? 'generator' : 'not-held'
      return { outcome, reason: `the trial failed: ${trial.error.message}` }
    }
    case 'completed':
      return judgeMeasured(trial, objectives, response)
  }
}

function judgeMeasured(
  measurement: Measurement,
  objectives: readonly Slo[],
  response: LoadAxis['response'],
): JudgedStep {
  const { metrics } = measurement
  const headline = `${response}.p99`
  const misses = objectives.flatMap((slo) => {
    const { id } = metricOf(slo.metric)
    const value = metrics[id]
    if (value === undefined) return mayBeAbsent(slo) ? [] : [`${id} was not measured`]
    return keeps(slo, value) ? [] : [`${id} was ${figureOf(slo, value)}`]
  })
  const reasons = [...misses, ...[unsteadiness(measurement)].filter((reason) => reason !== undefined)]
  if (reasons.length > 0) return { outcome: 'not-held', reason: reasons.join('; ') }
  const p99 = metrics[headline]
  return {
    outcome: 'held',
    reason: p99 === undefined ? 'every objective was met' : `${headline} was ${p99.toPrecision(3)} ms`,
  }
}

function figureOf(slo: Slo, value: number): string {
  if (metricOf(slo.metric).unit === 'count') return formatNumber(value)
  return judgedFigure({ slo: slo.text, value, met: false })
}
