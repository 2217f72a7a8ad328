import type { Trend } from '../../compare/trend.ts'
import type { Verdict } from '../../compare/comparison.ts'
import { metricOf } from '../../metrics.ts'
import { counted } from '../counted.ts'
import { identityText } from '../comparison/identity.ts'
import { capped, escapeMarkdown, tableRow, tableRule } from '../markdown.ts'
import { figureOf } from '../metric-table.ts'
import { scaleOf } from '../number-format.ts'
import { gatedTrends, trendHeadline, type GatedTrend } from './gated-trends.ts'
import { leastSpan, sparkline } from './sparkline.ts'

/** How many lines each part may take, so that a comment has 60 at most whatever was compared. */
const most = { gated: 30, reports: 20 }

const longestSentence = 500

/** Shows a trend as GitHub-flavoured Markdown, 60 lines at most: the verdict, the gated metrics, and folded the reports. */
export function renderTrendMarkdown(trend: Trend): string {
  const gated = gatedTrends(trend)
  const reports = trend.reports.map((report, at) => `${at + 1}. ${escapeMarkdown(identityText(report))}`)
  const blocks = [
    [`**${escapeMarkdown(trendHeadline(trend), longestSentence)}**`],
    gated.length === 0 ? [] : gatedTable(gated),
    ['<details><summary>The reports</summary>'],
    capped(reports, most.reports, (more) => `\nand ${counted(more, 'more report')}`),
    ['</details>'],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function gatedTable(gated: readonly GatedTrend[]): string[] {
  const rows = gated.map(({ title, metric: { id, points }, sinceFirst, sincePrevious }) => {
    const medians = points.map((point) => point?.median ?? null)
    const metric = metricOf(id)
    const scale = scaleOf(
      metric.unit,
      medians.filter((median) => median !== null),
    )
    const figure = (at: number) => {
      const point = points.at(at) ?? null
      return point === null ? '-' : `${figureOf(point, metric, scale, point.n).figure} ${scale.label}`.trim()
    }
    const cells = [
      figure(0),
      figure(-1),
      sparkline(medians, leastSpan(metric, medians)),
      wordOf(sinceFirst),
      wordOf(sincePrevious),
    ]
    return tableRow([escapeMarkdown(title), `\`${id}\``, ...cells])
  })
  const titles = ['result', 'metric', 'first', 'last', 'course', 'since the first', 'since the one before']
  return [
    tableRow(titles),
    tableRule(['left', 'left', 'right', 'right', 'left', 'left', 'left']),
    ...capped(rows, most.gated, (more) => tableRow(['', `and ${more} more`, '', '', '', '', ''])),
  ]
}

function wordOf(verdict: Verdict): string {
  return verdict === 'worse' ? '**worse**' : verdict
}
