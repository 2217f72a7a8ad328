import { padLeft, padRight, textWidth } from '../../render/text-width.ts'

const gap = '  '

/** How a table is laid out. */
export interface Columns {
  readonly width: number
  /** Columns that hold words; the others hold figures, which are aligned right. */
  readonly words: readonly number[]
  /** Columns that are left out, one after the other, until the table fits. */
  readonly optional: readonly number[]
}

/** Rows of cells as lines, the headings first. A table that does not fit without its optional columns is left as wide as it is. */
export function columnLines(rows: readonly (readonly string[])[], { width, words, optional }: Columns): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => textWidth(row[at] ?? ''))))
  const kept = new Set(widths.keys())
  for (const at of optional) {
    const total = [...kept].reduce((sum, column) => sum + (widths[column] ?? 0), 0) + gap.length * (kept.size - 1)
    if (total > width) kept.delete(at)
  }
  return rows.map((row) =>
    [...kept]
      .map((at) => (words.includes(at) ? padRight : padLeft)(row[at] ?? '', widths[at] ?? 0))
      .join(gap)
      .trimEnd(),
  )
}
