import { markup, type Markup } from '../markup.ts'
import type { ChartLine } from './chart-spec.ts'

/** Names the lines of a chart; each stands beside a piece of it, in its colour and dashes. */
export function legendOf(lines: readonly ChartLine[]): Markup {
  const named = lines.filter(({ isFaint }) => !isFaint)
  return markup`<ul class="legend">
${named.map(
  ({ label, color, dash }) =>
    markup`<li><svg class="swatch" viewBox="0 0 32 8" width="32" height="8" aria-hidden="true"><line class="stroke-${color} dash-${dash}" x1="0" y1="4" x2="32" y2="4"/></svg>${label}</li>\n`,
)}</ul>`
}
