import type { Metric } from '../metric.ts'
import { findMetric } from '../metrics.ts'
import { decimalsOf, formatNumber, formatPercent, scaleOf } from '../render/number-format.ts'

/** Prints one figure of a metric with its unit, as a sentence takes it: `8.86 ms`, `32.0 KiB`, `100 %`. */
export function figureText(metric: Metric, value: number): string {
  const { text, unit } = figureParts(metric, value)
  return unit === '' ? text : `${text} ${unit}`
}

/** The same in two parts, where the figure is set larger than its unit. */
export function figureParts(metric: Metric, value: number, reference = value): { text: string; unit: string } {
  const scale = scaleOf(metric.unit, [reference])
  const digits = metric.unit === 'bytes' && scale.factor === 1 ? 'exact' : metric.digits
  const decimals = decimalsOf(reference * scale.factor, digits)
  const scaled = value * scale.factor
  const text = metric.unit === 'ratio' ? formatPercent(scaled, decimals) : formatNumber(scaled, decimals)
  return { text, unit: scale.label }
}

/** A median with its interval in brackets, all in one unit and to the same decimals; without brackets where they say nothing. */
export function intervalText(metric: Metric, side: { median: number; low: number; high: number }): string {
  const { text, unit } = figureParts(metric, side.median)
  const [low, high] = [side.low, side.high].map((end) => figureParts(metric, end, side.median).text)
  const range = low === text && high === text ? '' : ` (${low}${side.low < 0 ? ' to ' : '-'}${high})`
  return `${text}${range}${unit === '' ? '' : ` ${unit}`}`
}

/** What a metric is called outside the table of its group: `Cost in CPU time: gateway, per delivery`. */
export function metricName(id: string): string {
  const metric = findMetric(id)
  if (metric === undefined) return id
  return `${subjects[metric.group]}${metric.label}`
}

const subjects: Readonly<Record<Metric['group'], string>> = {
  delivery: 'delivery: ',
  deliveryByInstance: 'delivery in a cluster: ',
  acknowledgement: 'acknowledgement: ',
  connect: 'connecting: ',
  connection: 'open connection: ',
  traffic: 'traffic: ',
  cost: 'CPU time: ',
  target: 'target: ',
  generator: 'generator: ',
}
