const gap = '  '

/** Rows of text as lines whose columns stand one below the other: the first `left` ones aligned left, the others right. */
export function alignedRows(rows: readonly (readonly string[])[], left: number): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((text, at) => (at < left ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join(gap)
      .trimEnd(),
  )
}
