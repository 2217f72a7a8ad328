import type { MetricComparison, ResultComparison, Side } from '../../compare/comparison.ts'
import type { Metric } from '../../metric.ts'
import { metricOf } from '../../metrics.ts'
import type { Footnotes } from '../footnotes.ts'
import { figureOf, type Cell, type MetricTable, type Row } from '../metric-table.ts'
import { scaleOf, type Scale } from '../number-format.ts'
import type { Paint } from '../paint.ts'
import { layOutFitting } from '../table-layout.ts'
import { toneOf, verdictMarks } from '../verdict-marks.ts'
import { changeText, evidenceText } from './change-text.ts'

/** How much is told of each metric; the narrower the terminal, the less. */
interface Detail {
  readonly intervals: boolean
  readonly evidence: boolean
  readonly base: boolean
}

const details: readonly Detail[] = [
  { intervals: true, evidence: true, base: true },
  { intervals: false, evidence: true, base: true },
  { intervals: false, evidence: false, base: true },
  { intervals: false, evidence: false, base: false },
]

const nothing: Cell = { figure: '-', interval: '', ratio: '', marks: '' }

/** Which metrics have a row: those that decide and those that changed, or all of them. */
export function shownMetrics({ metrics }: ResultComparison, all: boolean): MetricComparison[] {
  return metrics.filter(({ gated, verdict }) => all || gated || verdict === 'worse' || verdict === 'better')
}

/**
 * Lays out what changed in one result: base, head, change, verdict. Where the columns do not fit side by side, first the
 * intervals of both sides are left out, then what the verdicts rest on, then base, which head and the change tell;
 * and at last the table is divided. No lines where there is nothing to show.
 */
export function changeTableLines(
  result: ResultComparison,
  all: boolean,
  footnotes: Footnotes,
  width: number,
  paint: Paint,
): string[] {
  const shown = shownMetrics(result, all)
  if (shown.length === 0) return []
  const isToldAbove = result.incomparable.length > 0
  // Marks are handed out once, whatever the layout.
  const marks = new Map(
    shown.map(({ id, reason }) => [id, reason === undefined || isToldAbove ? '' : footnotes.mark(reasonNote(reason))]),
  )
  const tables = details.map((detail) => changeTable(shown, detail, marks))
  return layOutFitting(tables, width, paint)
}

function reasonNote(reason: string) {
  return { code: 'reason', message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`, advice: '' }
}

function changeTable(
  shown: readonly MetricComparison[],
  detail: Detail,
  marks: ReadonlyMap<string, string>,
): MetricTable {
  const rowsOf = (gated: boolean) =>
    shown.filter((metric) => metric.gated === gated).map((metric) => changeRow(metric, detail, marks.get(metric.id)))
  const groups = [
    { heading: 'Gated', rows: rowsOf(true) },
    { heading: 'Not gated', rows: rowsOf(false) },
  ]
  const columns = [...(detail.base ? ['base'] : []), 'head', 'change', ''].map((title) => ({ title, marks: '' }))
  return { columns, groups: groups.filter(({ rows }) => rows.length > 0) }
}

function changeRow(comparison: MetricComparison, detail: Detail, marks = ''): Row {
  const { id, base, head, effect, verdict } = comparison
  const metric = metricOf(id)
  const scale = scaleOf(
    metric.unit,
    [base, head].flatMap((side) => side?.median ?? []),
  )
  const change = effect === undefined ? undefined : changeText(effect, metric)
  const judged: Cell = {
    figure: verdict === undefined ? '' : verdictMarks[verdict],
    interval: detail.evidence ? evidenceText(comparison) : '',
    ratio: '',
    marks,
    ...toneOf(verdict),
  }
  return {
    id,
    label: id,
    unit: scale.label,
    cells: [
      ...(detail.base ? [sideCell(base, metric, scale, detail)] : []),
      sideCell(head, metric, scale, detail),
      change === undefined ? nothing : { ...nothing, figure: change.estimate, interval: change.interval },
      judged,
    ],
  }
}

function sideCell(side: Side | undefined, metric: Metric, scale: Scale, { intervals }: Detail): Cell {
  if (side === undefined) return nothing
  const { figure, interval } = figureOf(side, metric, scale, side.n)
  return { ...nothing, figure, interval: intervals ? interval : '' }
}
