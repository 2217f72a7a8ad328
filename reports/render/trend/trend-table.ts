import type { Verdict } from '../../compare/comparison.ts'
import type { MetricTrend } from '../../compare/trend.ts'
import { metricOf } from '../../metrics.ts'
import { figureOf, type Cell, type MetricTable, type Row } from '../metric-table.ts'
import { scaleOf } from '../number-format.ts'
import type { Paint } from '../paint.ts'
import { layOutFitting } from '../table-layout.ts'
import { toneOf, verdictMarks } from '../verdict-marks.ts'
import { leastSpan, sparkline } from './sparkline.ts'

/**
 * Lays out metrics over reports: the median in each, the course as a row of blocks, and what is said of the last against
 * the first and the one before. Where not all medians fit, only those of the first and last report are shown.
 */
export function trendTableLines(
  metrics: readonly MetricTrend[],
  reports: number,
  width: number,
  paint: Paint,
): string[] {
  const every = Array.from({ length: reports }, (_, at) => at)
  const tables = [every, [0, reports - 1]].map((columns) => trendTable(metrics, columns))
  return layOutFitting(tables, width, paint)
}

function trendTable(metrics: readonly MetricTrend[], columns: readonly number[]): MetricTable {
  const rowsOf = (gated: boolean) =>
    metrics.filter((metric) => metric.gated === gated).map((metric) => trendRow(metric, columns))
  const titles = [...columns.map((at) => `[${at + 1}]`), 'course', 'since [1]', 'since the one before']
  const groups = [
    { heading: 'Gated', rows: rowsOf(true) },
    { heading: 'Not gated', rows: rowsOf(false) },
  ]
  return {
    columns: titles.map((title) => ({ title, marks: '' })),
    groups: groups.filter(({ rows }) => rows.length > 0),
  }
}

function trendRow({ id, points, sinceFirst, sincePrevious }: MetricTrend, columns: readonly number[]): Row {
  const metric = metricOf(id)
  const medians = points.map((point) => point?.median ?? null)
  const scale = scaleOf(
    metric.unit,
    medians.filter((median) => median !== null),
  )
  const figures = columns.map((at) => {
    const point = points[at] ?? null
    return cellOf(point === null ? '-' : figureOf(point, metric, scale, point.n).figure)
  })
  const course = cellOf(sparkline(medians, leastSpan(metric, medians)))
  return {
    id,
    label: id,
    unit: scale.label,
    cells: [...figures, course, verdictCell(sinceFirst), verdictCell(sincePrevious)],
  }
}

function verdictCell(verdict: Verdict | undefined): Cell {
  return { ...cellOf(verdict === undefined ? '' : verdictMarks[verdict]), ...toneOf(verdict) }
}

function cellOf(figure: string): Cell {
  return { figure, interval: '', ratio: '', marks: '' }
}
