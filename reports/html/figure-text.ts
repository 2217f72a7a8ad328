import type { Metric } from '../metric.ts'
import { findMetric } from '../metrics.ts'
import { markup, type Markup } from './markup.ts'
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

/** A median and its interval, in one unit and to the same decimals. */
interface MedianFigure {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** `8.86 ms (8.17-9.22)`; without brackets where they say nothing. */
export function intervalText(metric: Metric, figure: MedianFigure): string {
  const range = rangeText(metric, figure)
  return `${figureText(metric, figure.median)}${range === '' ? '' : ` ${range}`}`
}

/** The same for a table: the interval may stand apart. */
export function medianText(metric: Metric, figure: MedianFigure): Markup {
  return markup`${figureText(metric, figure.median)} <span class="interval">${rangeText(metric, figure)}</span>`
}

function rangeText(metric: Metric, { median, low, high }: MedianFigure): string {
  const [from, to] = [low, high].map((end) => figureParts(metric, end, median).text)
  const { text } = figureParts(metric, median)
  return from === text && to === text ? '' : `(${from}${low < 0 ? ' to ' : '-'}${to})`
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
  http: '',
  acknowledgement: 'acknowledgement: ',
  connect: 'connecting: ',
  connection: 'open connection: ',
  journey: 'users: ',
  traffic: 'traffic: ',
  cost: 'CPU time: ',
  target: 'target: ',
  generator: 'generator: ',
}
