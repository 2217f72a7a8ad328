import type { ResultComparison } from '../../compare/comparison.ts'
import { isSame, type ResultPair } from '../../compare/match-results.ts'
import { metricGroups, metricOf } from '../../metrics.ts'
import { shownMetrics } from '../../render/comparison/change-table.ts'
import { resultTitle } from '../../compare/match-results.ts'
import { percentileFigure } from '../figures/percentile-figure.ts'
import { markup, type Content, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { distribution, drawnTimes } from '../report/curves.ts'
import { verdictBadge } from '../verdict-badge.ts'
import { effectTable } from './effect-table.ts'

/** One result of both reports: what to know about it, its curves, and every metric. */
export function resultSection(id: string, result: ResultComparison, pairs: readonly ResultPair[]): PageSection {
  const title = resultTitle(result)
  const pair = pairOf(result, pairs)
  const body = markup`${sectionHeading(id, [title, ' ', verdictBadge(result.verdict)])}
<p class="question">${result.question}</p>
<ul class="parameters" aria-label="Parameters">${Object.entries(result.parameters).map(([name, value]) => markup`<li>${name} ${String(value)}</li>`)}</ul>
${noticesOf(result)}
${changedText(id, title, result)}
${pair === undefined ? undefined : markup`<div class="figure-grid">${overlaid(id, pair)}</div>`}
<details><summary>All metrics<span class="unseen"> of ${title}</span></summary>
${effectTable(`${id}-all`, `All metrics of ${title}`, groupsOf(result))}
</details>`
  return { id, label: title, body }
}

function noticesOf({ incomparable, notes }: ResultComparison): Markup | undefined {
  const lines: Content[] = [
    ...incomparable.map((clause) => `Not measured alike: ${clause}.`),
    ...notes.map(({ side, message }) => markup`<strong>${side}:</strong> ${message}.`),
  ]
  if (lines.length === 0) return undefined
  return markup`<div class="notice"><ul class="plain">${lines.map((line) => markup`<li>${line}</li>`)}</ul></div>`
}

/** What decides stands at the top of the page; here is what changed besides. */
function changedText(id: string, title: string, result: ResultComparison): Markup {
  const changed = shownMetrics(result, false).filter(({ gated }) => !gated)
  if (changed.length === 0) return markup`<p>Beside the gated metrics, none is better or worse.</p>`
  const heading = 'Not gated, changed by more than the limit'
  return effectTable(`${id}-changed`, `Changed metrics of ${title}`, [{ heading, metrics: changed }])
}

function groupsOf({ metrics }: ResultComparison) {
  const groups = Object.entries(metricGroups).map(([group, heading]) => ({
    heading,
    metrics: metrics.filter(({ id }) => metricOf(id).group === group),
  }))
  return groups.filter((group) => group.metrics.length > 0)
}

function overlaid(id: string, { base, head }: ResultPair): Markup[] {
  const figures = drawnTimes.map(({ name, title }) =>
    percentileFigure(
      {
        id: `${id}-curve-${name}`,
        title,
        caption:
          'At 99 %: 99 of 100 samples took at most that long. Each curve is over all completed trials of its side, a faint one over a single trial.',
      },
      [distribution('base', base, name), distribution('head', head, name)],
    ),
  )
  return figures.filter((figure) => figure !== undefined)
}

function pairOf(result: ResultComparison, pairs: readonly ResultPair[]): ResultPair | undefined {
  const alike = pairs.filter(({ base }) => isSame(base, result))
  const parameters = JSON.stringify(result.parameters)
  return (
    alike.find((pair) => [pair.base, pair.head].some((one) => JSON.stringify(one.parameters) === parameters)) ??
    alike[0]
  )
}
