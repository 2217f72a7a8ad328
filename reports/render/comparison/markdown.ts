import type { Comparison, MetricComparison } from '../../compare/comparison.ts'
import { resultTitle } from '../../compare/match-results.ts'
import { metricOf } from '../../metrics.ts'
import { counted } from '../counted.ts'
import { capped, escapeMarkdown, tableRow, tableRule } from '../markdown.ts'
import { changeText } from './change-text.ts'
import { shownMetrics } from './change-table.ts'
import { gatedMetrics, worstFirst, type GatedMetric } from './gated-metrics.ts'
import { headlineOf } from './headline.ts'
import { environmentChangeText, identityText, machineText, tellingChanges } from './identity.ts'
import { pairedText } from './paired-text.ts'
import { gateRules } from './rules.ts'
import { sideTexts } from './side-text.ts'

/** How many lines each part may take, so that a comment has 60 at most whatever was compared. */
const most = { gated: 14, reasons: 5, changed: 7, changes: 4, notes: 5 }

const longestSentence = 500

/**
 * Shows a comparison as GitHub-flavoured Markdown for a comment on a pull request: the verdict first, then the gated
 * metrics, the worst of them first, and folded what explains them. At most 60 lines; what is left out is counted.
 */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const gated = worstFirst(gatedMetrics(comparison))
  const blocks = [
    [`**${escapeMarkdown(headlineOf(comparison), longestSentence)}**`],
    comparison.results.length === 1 ? comparison.results.map((result) => escapeMarkdown(resultTitle(result))) : [],
    metricTable(gated, comparison, most.gated),
    reasonLines(gated),
    comparison.paired === undefined ? [] : [escapeMarkdown(pairedText(comparison.paired), longestSentence)],
    ['<details><summary>What else changed, and how this was judged</summary>'],
    metricTable(otherChanges(comparison), comparison, most.changed),
    detailLines(comparison),
    ['</details>'],
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function otherChanges({ results }: Comparison): GatedMetric[] {
  return results.flatMap((result) =>
    shownMetrics(result, false)
      .filter(({ gated }) => !gated)
      .map((metric) => ({ result, title: resultTitle(result), metric, verdict: metric.verdict ?? 'unknown' })),
  )
}

function metricTable(metrics: readonly GatedMetric[], { results }: Comparison, most: number): string[] {
  if (metrics.length === 0) return []
  const isOnlyResult = results.length === 1
  const lead = isOnlyResult ? [] : ['result']
  const rows = metrics.map(({ title, metric, verdict }) => {
    const { base, head } = sideTexts(metric)
    const where = isOnlyResult ? [] : [escapeMarkdown(title)]
    const word = verdict === 'worse' ? '**worse**' : verdict
    return tableRow([...where, `\`${metric.id}\``, base, head, changeCell(metric), word])
  })
  const more = (count: number) => tableRow([...lead.map(() => ''), `and ${count} more`, '', '', '', ''])
  return [
    tableRow([...lead, 'metric', 'base', 'head', 'change', 'verdict']),
    tableRule([...lead.map(() => 'left' as const), 'left', 'right', 'right', 'left', 'left']),
    ...capped(rows, most, more),
  ]
}

function changeCell({ id, effect }: MetricComparison): string {
  if (effect === undefined) return '-'
  const { estimate, interval } = changeText(effect, metricOf(id))
  return `${estimate} ${interval}`.trim()
}

/** Why gated metrics could not be decided, each reason once with the metrics that it holds for. */
function reasonLines(gated: readonly GatedMetric[]): string[] {
  const concerned = new Map<string, Set<string>>()
  for (const { title, metric, result } of gated) {
    const clauses = result.incomparable
    const reason = clauses.length > 0 ? clauses.join('; ') : metric.reason
    if (reason === undefined) continue
    const whose = clauses.length > 0 ? escapeMarkdown(title) : `\`${metric.id}\``
    concerned.set(reason, (concerned.get(reason) ?? new Set()).add(whose))
  }
  const lines = [...concerned].map(([reason, whose]) => `- ${[...whose].join(', ')}: ${escapeMarkdown(reason)}`)
  return capped(lines, most.reasons, (more) => `- and ${counted(more, 'more reason')}`)
}

function detailLines(comparison: Comparison): string[] {
  const { base, head, environment, environmentChanges, results, onlyInBase, onlyInHead } = comparison
  const changes = tellingChanges(environmentChanges).map(
    (change) => `- ${escapeMarkdown(environmentChangeText(change))}`,
  )
  const notes = results.flatMap((result) =>
    result.notes.map(({ side, message }) => `- ${side}, ${escapeMarkdown(`${resultTitle(result)}: ${message}`)}`),
  )
  const only = (side: string, titles: readonly string[]) =>
    titles.length === 0 ? [] : [`- Only in ${side}: ${escapeMarkdown(titles.join('; '))}`]
  const rules = gateRules(comparison).map(({ id, limit }) => `\`${id}\`${limit === '' ? '' : ` ${limit}`}`)
  return [
    `- Base: ${escapeMarkdown(identityText(base))}`,
    `- Head: ${escapeMarkdown(identityText(head))}`,
    `- On: ${escapeMarkdown(machineText(environment))}`,
    ...capped(changes, most.changes, (more) => `- and ${counted(more, 'more difference')} of the environment`),
    ...capped(notes, most.notes, (more) => `- and ${counted(more, 'more note')}`),
    ...only('base', onlyInBase),
    ...only('head', onlyInHead),
    ...(rules.length === 0 ? [] : [`- Gated metrics and their limits: ${rules.join(', ')}`]),
  ]
}
