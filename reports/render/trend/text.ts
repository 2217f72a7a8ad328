import { resultTitle } from '../../compare/match-results.ts'
import type { ResultTrend, Trend } from '../../compare/trend.ts'
import { verdictPaint, type ComparisonTextOptions } from '../comparison/text.ts'
import { identityText } from '../comparison/identity.ts'
import { rulesAdvice } from '../comparison/rules.ts'
import { paintOf, type Paint } from '../paint.ts'
import { sanitize } from '../sanitize.ts'
import { padLeft, wrap } from '../text-width.ts'
import { verdictLegend } from '../verdict-marks.ts'
import { shownTrends, trendHeadline } from './gated-trends.ts'
import { trendTableLines } from './trend-table.ts'

const narrowest = 40

/** Shows a trend on a terminal: the verdict in words, which reports there are, and a table per result. */
export function renderTrendText(trend: Trend, options: ComparisonTextOptions): string {
  const paint = paintOf(options.color)
  const width = Math.max(narrowest, options.width)
  const all = options.all ?? false
  const blocks = [
    wrap(trendHeadline(trend), width).map(verdictPaint(trend.verdict, paint)),
    reportLines(trend, width),
    ...trend.results.map((result) => resultLines(result, trend.reports.length, all, width, paint)),
    wrap(`Medians over trials. ${verdictLegend}. ${rulesAdvice}`, width).map(paint.faint),
    options.path === undefined ? [] : wrap(`Written: ${sanitize(options.path)}`, width),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function reportLines({ reports }: Trend, width: number): string[] {
  const widest = `[${reports.length}]`.length
  return reports.flatMap((report, at) =>
    wrap(`${padLeft(`[${at + 1}]`, widest)} ${identityText(report)}`, width, ' '.repeat(widest + 1)),
  )
}

function resultLines(result: ResultTrend, reports: number, all: boolean, width: number, paint: Paint): string[] {
  const title = `${sanitize(resultTitle(result))}: ${sanitize(result.question)}`
  const metrics = shownTrends(result, all)
  return [
    ...wrap(title, width, '  ').map(paint.title),
    '',
    ...(metrics.length === 0
      ? ['No gated metric, and none that changed.']
      : trendTableLines(metrics, reports, width, paint)),
  ]
}
