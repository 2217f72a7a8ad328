import { escapeJson, markup, trusted, type Content, type Markup } from '../markup.ts'
import type { ChartSpec } from './chart-spec.ts'
import { copyButton, dataTable, type DataTable } from './data-table.ts'
import { legendOf } from './legend.ts'

/** What a figure says of itself. */
export interface FigureText {
  /** Unique in the page. */
  readonly id: string
  readonly title: string
  /** What is shown and how to read it. */
  readonly caption: Content
}

/** A figure: its title, what is drawn, how to read it, and its data as a table that can be opened or copied. */
export function figureOf(text: FigureText, drawing: Markup, table: DataTable): Markup {
  const tableId = `${text.id}-data`
  return markup`<figure class="figure" id="${text.id}" aria-labelledby="${text.id}-title">
<p class="figure-title" id="${text.id}-title">${text.title}</p>
${drawing}
<figcaption>${text.caption}</figcaption>
<div class="figure-data">
${copyButton(tableId, text.title)}
<details><summary>Data<span class="unseen">: ${text.title}</span></summary>
${dataTable(tableId, table)}
</details>
</div>
</figure>`
}

/** A figure that the script of the page draws. */
export function plotFigure(text: FigureText, spec: ChartSpec, table: DataTable): Markup {
  const json = trusted(escapeJson(JSON.stringify(spec)))
  const drawing = markup`<div class="plot" role="img" aria-label="${text.title}: a chart of the data below"></div>
<script type="application/json" class="plot-data">${json}</script>
${legendOf(spec.lines)}`
  return figureOf(text, drawing, table)
}
