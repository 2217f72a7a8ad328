import { metrics } from '../metrics.ts'
import { scrollable } from './figures/data-table.ts'
import { metricName } from './figure-text.ts'
import { markup } from './markup.ts'
import { sectionHeading, type PageSection } from './page-shell.ts'

/** What exactly each metric of a page measures, for whoever wonders; folded, since most readers know. */
export function glossary(ids: ReadonlySet<string>): PageSection {
  const rows = metrics
    .filter(({ id }) => ids.has(id))
    .map(
      ({ id, description }) =>
        markup`<tr><th scope="row"><code>${id}</code></th><td>${metricName(id)}</td><td class="wide">${description}</td></tr>\n`,
    )
  const table = markup`<table><caption>Metrics</caption><thead><tr><th scope="col">Metric</th><th scope="col">In tables</th><th scope="col">What it is</th></tr></thead><tbody>${rows}</tbody></table>`
  const body = markup`${sectionHeading('metrics', 'What the metrics are')}
<details><summary>All metrics of this page</summary>${scrollable('Metrics', table)}</details>`
  return { id: 'metrics', label: 'Metrics', body }
}
