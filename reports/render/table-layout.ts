import type { Cell, MetricTable } from './metric-table.ts'
import { paintOf, type Paint } from './paint.ts'
import { padLeft, padRight, textWidth, truncate } from './text-width.ts'

const gap = '  '
const indent = '  '
const widestLabel = 28
const widestTitle = 30
const noPaint = paintOf(false)

/** How wide each part of a column is, and the whole; figures and ratios are aligned right, intervals left. */
interface ColumnWidths {
  readonly figure: number
  readonly interval: number
  readonly ratio: number
  readonly total: number
}

/**
 * Lays a table out in lines of at most `width` columns. Where its columns do not fit side by side, the table is
 * repeated below with the next ones; a single column is never cut.
 */
export function layOutTable(table: MetricTable, width: number, paint: Paint): string[] {
  const rows = table.groups.flatMap((group) => group.rows)
  const label = Math.min(widestLabel, Math.max(0, ...rows.map((row) => textWidth(row.label))))
  const unit = Math.max(0, ...rows.map((row) => textWidth(row.unit)))
  const stub = indent.length + label + 1 + unit
  const columns = table.columns.map((column, at) => {
    const cells = rows.flatMap((row) => row.cells[at] ?? [])
    return widthsOf(cells, textWidth(titleText(column, noPaint)))
  })
  const line = (head: string, block: readonly number[], textOf: (at: number, paint: Paint) => string) => {
    const texts = block.map((at) => {
      const free = (columns[at]?.total ?? 0) - textWidth(textOf(at, noPaint))
      return gap + textOf(at, paint) + ' '.repeat(Math.max(0, free))
    })
    return (head + texts.join('')).trimEnd()
  }
  return blocksOf(columns, width - stub).flatMap((block, number) => [
    ...(number === 0 ? [] : ['']),
    line(' '.repeat(stub), block, (at, style) => titleText(table.columns[at], style)),
    ...table.groups.flatMap(({ heading, rows }) => [
      paint.heading(heading),
      ...rows.map((row) => {
        const head = `${indent}${padRight(truncate(row.label, label), label)} ${paint.faint(padRight(row.unit, unit))}`
        return line(head, block, (at, style) => cellText(row.cells[at], columns[at], style))
      }),
    ]),
  ])
}

/** Lays out the first of several tables that fits without being divided; where none does, the last one, divided. */
export function layOutFitting(tables: readonly MetricTable[], width: number, paint: Paint): string[] {
  const fits = (table: MetricTable) =>
    layOutTable(table, Number.POSITIVE_INFINITY, noPaint).every((line) => textWidth(line) <= width)
  const table = tables.find(fits) ?? tables.at(-1)
  return table === undefined ? [] : layOutTable(table, width, paint)
}

function widthsOf(cells: readonly Cell[], title: number): ColumnWidths {
  const widest = (widthOf: (cell: Cell) => number) => Math.max(0, ...cells.map(widthOf))
  const figure = widest((cell) => textWidth(cell.figure))
  const ratio = widest((cell) => textWidth(cell.ratio))
  // Only a ratio must line up behind the intervals; without one, marks may follow at once and save their own width.
  const interval = ratio === 0 ? 0 : widest((cell) => textWidth(cell.interval))
  const parts = { figure, interval, ratio }
  return { ...parts, total: Math.max(title, ...cells.map((cell) => textWidth(cellText(cell, parts, noPaint)))) }
}

/** Which columns stand side by side: as many as fit, at least one. */
function blocksOf(columns: readonly ColumnWidths[], width: number): number[][] {
  const blocks: number[][] = []
  let left = 0
  for (const [at, { total }] of columns.entries()) {
    const block = blocks.at(-1)
    if (block !== undefined && gap.length + total <= left) {
      block.push(at)
      left -= gap.length + total
    } else {
      blocks.push([at])
      left = width - gap.length - total
    }
  }
  return blocks
}

function titleText(column: MetricTable['columns'][number] | undefined, paint: Paint): string {
  if (column === undefined) return ''
  return [paint.title(truncate(column.title, widestTitle)), paint.mark(column.marks)].filter(isSome).join(' ')
}

function cellText(cell: Cell | undefined, widths: Omit<ColumnWidths, 'total'> | undefined, paint: Paint): string {
  if (cell === undefined || widths === undefined) return ''
  const figure = padLeft(cell.figure, widths.figure)
  const parts = [
    cell.tone === undefined ? figure : paint[cell.tone](figure),
    paint.faint(padRight(cell.interval, widths.interval)),
    padLeft(cell.ratio, widths.ratio),
    paint.mark(cell.marks),
  ]
  return parts.filter(isSome).join(' ')
}

function isSome(part: string): boolean {
  return part !== ''
}
