import type { Cell, MetricTable } from './metric-table.ts'
import type { Paint } from './paint.ts'
import { padLeft, padRight, textWidth, truncate } from './text-width.ts'

const gap = '  '
const indent = '  '
const widestLabel = 28
const widestTitle = 30

/** How wide each part of a column is: figures and ratios are aligned right, what follows them left. */
interface ColumnWidths {
  readonly figure: number
  readonly ratio: number
  readonly notes: number
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
    return widthsOf(cells, textWidth(titleOf(column)) + markWidth(column.marks))
  })
  return blocksOf(columns, width - stub).flatMap((block, number) => {
    const titles = block.map((at) => gap + titleText(table.columns[at], columns[at], paint)).join('')
    const lines = table.groups.flatMap(({ heading, rows }) => [
      paint.heading(heading),
      ...rows.map((row) => {
        const name = padRight(truncate(row.label, label), label)
        const cells = block.map((at) => gap + cellText(row.cells[at], columns[at], paint)).join('')
        return `${indent}${name} ${paint.faint(padRight(row.unit, unit))}${cells}`.trimEnd()
      }),
    ])
    return [...(number === 0 ? [] : ['']), (' '.repeat(stub) + titles).trimEnd(), ...lines]
  })
}

function widthsOf(cells: readonly Cell[], title: number): ColumnWidths {
  const figure = Math.max(0, ...cells.map((cell) => textWidth(cell.figure)))
  const ratio = Math.max(0, ...cells.map((cell) => textWidth(cell.ratio)))
  const notes = Math.max(0, ...cells.map((cell) => textWidth(cell.interval) + markWidth(cell.marks)))
  const parts = [figure, ratio, notes].filter((part) => part > 0)
  const cell = parts.reduce((sum, part) => sum + part, 0) + parts.length - 1
  return { figure, ratio, notes, total: Math.max(cell, title) }
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

function titleOf({ title }: { readonly title: string }): string {
  return truncate(title, widestTitle)
}

function markWidth(marks: string): number {
  return marks === '' ? 0 : 1 + marks.length
}

function titleText(column: MetricTable['columns'][number] | undefined, widths: ColumnWidths | undefined, paint: Paint) {
  if (column === undefined || widths === undefined) return ''
  const title = titleOf(column)
  const text = paint.title(title) + (column.marks === '' ? '' : ` ${paint.mark(column.marks)}`)
  return text + ' '.repeat(widths.total - textWidth(title) - markWidth(column.marks))
}

function cellText(cell: Cell | undefined, widths: ColumnWidths | undefined, paint: Paint): string {
  if (cell === undefined || widths === undefined) return ''
  const ratio = widths.ratio === 0 ? '' : ` ${padLeft(cell.ratio, widths.ratio)}`
  const interval = cell.interval === '' ? '' : ` ${paint.faint(cell.interval)}`
  const marks = cell.marks === '' ? '' : ` ${paint.mark(cell.marks)}`
  const notes = (cell.interval === '' ? 0 : 1 + textWidth(cell.interval)) + markWidth(cell.marks)
  const filled = widths.figure + (widths.ratio === 0 ? 0 : 1 + widths.ratio) + notes
  return padLeft(cell.figure, widths.figure) + ratio + interval + marks + ' '.repeat(Math.max(0, widths.total - filled))
}
