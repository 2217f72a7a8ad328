import type { Trend } from '../compare/trend.ts'
import { counted } from '../render/counted.ts'
import { glossary } from './glossary.ts'
import { embeddedData } from './embedded-data.ts'
import type { PageAssets } from './page-assets.ts'
import { renderPage } from './page-shell.ts'
import { dateText } from './report-date.ts'
import { reportsSection } from './trend/reports-section.ts'
import { trendSection } from './trend/trend-section.ts'

/** A trend as one HTML page: each metric over the reports. The trend is embedded under the id `gatecrash-trend`. */
export function renderTrendPage(trend: Trend, assets: PageAssets): string {
  const names = trend.reports.map(({ name }) => name)
  const times = trend.reports.map(({ createdAt }) => dateText(createdAt))
  const page = {
    title: 'Trend',
    lead: `${counted(names.length, 'report')}, ${times[0] ?? ''} to ${times.at(-1) ?? ''}`,
    sections: [
      reportsSection(trend),
      ...trend.results.map((result, at) => trendSection(`result-${at + 1}`, result, names)),
      glossary(new Set(trend.results.flatMap(({ metrics }) => metrics.map(({ id }) => id)))),
    ],
    data: embeddedData('gatecrash-trend', trend),
    hasPlots: false,
  }
  return renderPage(page, assets)
}
