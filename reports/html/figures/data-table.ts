import { markup, type Content, type Markup } from '../markup.ts'

/** One cell: what is shown, and the exact figure for whoever reads it back or copies it. */
export interface DataCell {
  readonly text: Content
  readonly value?: number | string | undefined
  /** The ends of an interval, which the styles print behind the text. */
  readonly ends?: readonly [number, number] | undefined
}

/** A plain table: a heading per column, and rows that begin with a heading of their own. */
export interface DataTable {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly heading: DataCell; readonly cells: readonly DataCell[] }[]
}

/** A table that can be scrolled sideways, within itself, by keyboard as well. */
export function dataTable(id: string, { caption, columns, rows }: DataTable): Markup {
  const head = columns.map((column) => markup`<th scope="col">${column}</th>`)
  const body = rows.map(
    ({ heading, cells }) =>
      markup`<tr><th scope="row"${valueOf(heading)}>${heading.text}</th>${cells.map((cell) => markup`<td${valueOf(cell)}>${cell.text}</td>`)}</tr>\n`,
  )
  const table = markup`<table id="${id}" class="data"><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table>`
  return scrollable(caption, table)
}

/** Lets something wide scroll within itself instead of widening the page. */
export function scrollable(label: string, content: Markup): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${content}</div>`
}

/** A button that copies a table, and where it says that it has. */
export function copyButton(tableId: string, what: string): Markup {
  return markup`<span class="copy"><button type="button" data-copies="${tableId}" aria-label="Copy as CSV: ${what}">Copy as CSV</button><span role="status"></span></span>`
}

function valueOf({ value, ends }: DataCell): Markup {
  const exact = value === undefined ? undefined : markup` data-value="${value}"`
  return markup`${exact}${ends === undefined ? undefined : markup` data-low="${ends[0]}" data-high="${ends[1]}"`}`
}
