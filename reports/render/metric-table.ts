import type { Metric } from '../metric.ts'
import { findMetric, metricGroups, metrics } from '../metrics.ts'
import type { MetricSummary } from '../report.ts'
import { warningsOf, type Footnotes } from './footnotes.ts'
import { decimalsOf, formatNumber, formatPercent, formatRatio, scaleOf, type Scale } from './number-format.ts'
import { sanitize } from './sanitize.ts'
import type { Column, Section } from './section.ts'
import { unmeasuredReasons } from './unmeasured.ts'

/** One figure of a table, in the parts that are aligned separately; a part that there is none of is empty. */
export interface Cell {
  readonly figure: string
  readonly interval: string
  readonly ratio: string
  readonly marks: string
  /** Whether the figure is good or bad news; neither where it is absent. */
  readonly tone?: 'good' | 'bad'
}

/** One metric over all columns. */
export interface Row {
  /** Id of the metric. */
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly cells: readonly Cell[]
}

/** A table before it is laid out. */
export interface MetricTable {
  readonly columns: readonly { readonly title: string; readonly marks: string }[]
  readonly groups: readonly { readonly heading: string; readonly rows: readonly Row[] }[]
}

/**
 * Makes the table of a section: a row per metric that any column has, footnote marks beside what they concern.
 * `rows` chooses between what a table shows and the others, which explain these.
 */
export function metricTable(section: Section, footnotes: Footnotes, rows: 'main' | 'other' = 'main'): MetricTable {
  const { columns } = section
  const shown = metrics.filter(
    (metric) =>
      metric.inTable === (rows === 'main') &&
      columns.some(
        ({ result }) => Object.hasOwn(result.summary, metric.id) || unmeasuredReasons(result, metric.id).length > 0,
      ),
  )
  const known = new Set(shown.map(({ id }) => id))
  // Marks are handed out in reading order: column titles first, then row by row.
  const titles = columns.map((column) => {
    return { title: column.title, marks: rows === 'main' ? marksOf(column, footnotes, known) : '' }
  })
  const groups = Object.entries(metricGroups).map(([group, heading]) => ({
    heading,
    rows: shown.filter((metric) => metric.group === group).map((metric) => metricRow(metric, columns, footnotes)),
  }))
  const unknown = { heading: 'Not known to this version', rows: rows === 'main' ? unknownRows(columns) : [] }
  return { columns: titles, groups: [...groups, unknown].filter(({ rows }) => rows.length > 0) }
}

function marksOf({ result }: Column, footnotes: Footnotes, rows: ReadonlySet<string>): string {
  const concerns = warningsOf(result).filter(({ metric }) => metric === undefined || !rows.has(metric))
  return concerns.map((warning) => footnotes.mark(warning)).join('')
}

function metricRow(metric: Metric, columns: readonly Column[], footnotes: Footnotes): Row {
  const medians = columns.flatMap(({ result }) => result.summary[metric.id]?.median ?? [])
  const scale = scaleOf(metric.unit, medians)
  const cells = columns.map(({ result, base }) => {
    const summary = result.summary[metric.id]
    const concerns = warningsOf(result).filter((warning) => warning.metric === metric.id)
    const marks = concerns.map((warning) => footnotes.mark(warning)).join('')
    if (summary === undefined) {
      const reasons = unmeasuredReasons(result, metric.id)
      if (reasons.length === 0) return { figure: '-', interval: '', ratio: '', marks }
      const why = reasons.map((reason) => footnotes.mark(reason)).join('')
      return { figure: 'not measured', interval: '', ratio: '', marks: marks + why }
    }
    const reference = base?.summary[metric.id]
    const ratio = reference === undefined ? '' : formatRatio(summary.median, reference.median)
    const trials = result.trials.filter(({ status }) => status === 'completed').length
    return { ...figureOf(summary, metric, scale, trials), ratio, marks }
  })
  return { id: metric.id, label: metric.label, unit: scale.label, cells }
}

/**
 * A median and its interval as a row prints them, in the unit of `scale`; says over how many trials it is where that is not
 * all `trials` of them.
 */
export function figureOf(
  summary: Omit<MetricSummary, 'coverage'>,
  metric: Metric,
  scale: Scale,
  trials: number,
): Pick<Cell, 'figure' | 'interval'> {
  const median = summary.median * scale.factor
  const digits = metric.unit === 'bytes' && scale.factor === 1 ? 'exact' : metric.digits
  const decimals = decimalsOf(median, digits)
  const print = (value: number) =>
    metric.unit === 'ratio' ? formatPercent(value, decimals) : formatNumber(value, decimals)
  const figure = print(median)
  const ends = [print(summary.low * scale.factor), print(summary.high * scale.factor)]
  const range = ends.every((end) => end === figure) ? '' : ends.join(summary.low < 0 ? ' to ' : '-')
  const partly = summary.n === trials ? '' : `n=${summary.n}`
  const interval = [range, partly].filter((part) => part !== '').join(' ')
  return { figure, interval: interval === '' ? '' : `(${interval})` }
}

/** Metrics of a newer version are shown as they are called, rather than left out. */
function unknownRows(columns: readonly Column[]): Row[] {
  const ids = new Set(columns.flatMap(({ result }) => Object.keys(result.summary)))
  const unknown = [...ids].filter((id) => findMetric(id) === undefined)
  return unknown.map((id) => ({
    id,
    label: sanitize(id),
    unit: '',
    cells: columns.map(({ result }) => {
      const median = result.summary[id]?.median
      const figure = median === undefined ? '-' : formatNumber(median, decimalsOf(median, 3))
      return { figure, interval: '', ratio: '', marks: '' }
    }),
  }))
}
