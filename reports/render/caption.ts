import type { MetricSummary, Result } from '../report.ts'
import { formatNumber } from './number-format.ts'
import type { Section } from './section.ts'

/** Says what the figures of a table are: medians of how many trials, and what the brackets hold. One sentence or two. */
export function captionOf({ columns }: Section): string {
  const summaries = columns.map(({ result }) => widestSummary(result))
  const texts = new Map<string, string[]>()
  for (const [at, summary] of summaries.entries()) {
    if (summary === undefined) continue
    const text = trialsText(summary)
    texts.set(text, [...(texts.get(text) ?? []), columns[at]?.title ?? ''])
  }
  const ratio = columns.some(({ base }) => base !== undefined) ? ' 2.00x means twice the figure of websocket only.' : ''
  if (texts.size === 1 && summaries.every((summary) => summary !== undefined)) return `${[...texts.keys()][0]}.${ratio}`
  return [...texts].map(([text, titles]) => `${titles.join(', ')}: ${text}.`).join(' ') + ratio
}

/** The summary over the most trials: those of single metrics may be over fewer. */
function widestSummary({ summary }: Result): MetricSummary | undefined {
  return Object.values(summary).toSorted((a, b) => b.n - a.n)[0]
}

function trialsText({ n, coverage }: MetricSummary): string {
  if (n === 1) return 'One trial, so no interval: at least 6 give one of 95 %'
  const percent = formatNumber(coverage * 100, Number.isInteger(coverage * 100) ? 0 : 1)
  const holds = `holds the true median in ${percent} % of runs`
  return n < 6
    ? `Median of ${n} trials (lowest-highest: ${holds}; 6 trials reach 95 %)`
    : `Median of ${n} trials (interval: ${holds})`
}
