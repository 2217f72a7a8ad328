import type { Effect, MetricComparison } from '../../compare/comparison.ts'
import { sizeText } from '../../compare/effect-text.ts'
import type { Metric } from '../../metric.ts'
import { scaleOf } from '../number-format.ts'

/** A change and its interval, apart because tables align them separately. */
export interface ChangeText {
  /** Such as `+12 %`, or `-0.075 points` where the metric is a share itself. */
  readonly estimate: string
  /** Such as `(+5.1 to +18)`; empty where it says nothing more. */
  readonly interval: string
}

/**
 * Prints an effect with two significant digits: relative ones in percent, to a hundredth of one, absolute ones in the
 * unit of the metric.
 */
export function changeText(effect: Effect, metric: Metric): ChangeText {
  const { kind } = effect
  const { factor, unit } = termsOf(effect, metric)
  const [estimate, low, high] = [effect.estimate, effect.low, effect.high].map((value) =>
    value === null ? undefined : signed(kind === 'relative' ? hundredths(value * factor) : value * factor),
  )
  return {
    estimate: `${estimate}${unit === '' ? '' : ` ${unit}`}`,
    interval:
      low === undefined && high === undefined
        ? '(no bounds)'
        : low === estimate && high === estimate
          ? ''
          : `(${low ?? 'no bound'} to ${high ?? 'no bound'})`,
  }
}

/** The practical limit of an effect as it is printed: `5 %`, `2`, `any change`. */
export function limitOf(effect: Effect, metric: Metric): string {
  if (effect.limit === 0) return 'any change'
  const { factor, unit } = termsOf(effect, metric)
  return `${sizeText(effect.limit * factor)}${unit === '' ? '' : ` ${unit}`}`
}

/** What the verdict rests on: `p=0.004 n=8+8`; `p` is corrected for the number of gated metrics where there are several. */
export function evidenceText({ effect, base, head }: MetricComparison): string {
  const counts = base === undefined || head === undefined ? [] : [`n=${base.n}+${head.n}`]
  return [...(effect === undefined ? [] : [probabilityText(effect.adjustedP ?? effect.p)]), ...counts].join(' ')
}

function probabilityText(p: number): string {
  return p < 0.001 ? 'p<0.001' : `p=${p.toFixed(p < 0.1 ? 3 : 2)}`
}

/** What an effect is multiplied by to be printed, and its unit then. */
function termsOf({ kind, estimate, low, high, limit }: Effect, metric: Metric): { factor: number; unit: string } {
  if (kind === 'relative') return { factor: 100, unit: '%' }
  // A difference of shares is told in points, so that nobody takes it for a share of the share.
  if (metric.unit === 'ratio') return { factor: 100, unit: 'points' }
  const { factor, label } = scaleOf(metric.unit, [estimate, low ?? 0, high ?? 0, limit])
  return { factor, unit: label }
}

/** A ten-thousandth of a figure is beyond what trials can tell; its digits would only be read in vain. */
function hundredths(percent: number): number {
  return Math.round(percent * 100) / 100
}

function signed(value: number): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '-'}${sizeText(Math.abs(value))}`
}
