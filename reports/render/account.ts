import type { LedgerCounts, TrialResult } from '../../load/trial-result.ts'
import { mergeHistograms } from '../histogram.ts'
import type { Result } from '../report.ts'
import { formatNumber } from './number-format.ts'
import { sanitize } from './sanitize.ts'

/** Where every message of a result went, and what failed: counts summed over completed trials. Each
 * line continues the name of a column. */
export function accountLines(result: Result): string[] {
  const completed = result.trials.filter((trial) => trial.status === 'completed')
  const ledgers = completed.flatMap((trial) => trial.ledger ?? [])
  const failures = failureText(completed.map((trial) => trial.failures))
  const lines = ledgers.length === 0 ? [] : [`: ${ledgerText(sumLedgers(ledgers))}${instanceText(completed)}`]
  return failures === '' ? lines : [...lines, `, failed operations: ${failures}`]
}

/** Failures by operation and code, the most frequent first: `connect.refused 12, join.ack-timeout 3`. */
export function failureText(counts: readonly Readonly<Record<string, number>>[]): string {
  const sums = new Map<string, number>()
  for (const [code, count] of counts.flatMap((one) => Object.entries(one))) {
    sums.set(code, (sums.get(code) ?? 0) + count)
  }
  const sorted = [...sums].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a)
  return sorted.map(([code, count]) => `${sanitize(code)} ${formatNumber(count)}`).join(', ')
}

function ledgerText(sum: LedgerCounts): string {
  const dropped = sum.dropped === 0 ? '' : `; ${formatNumber(sum.dropped)} of ${formatNumber(sum.due)} sends dropped`
  const unexpected = sum.unexpected === 0 ? '' : `, ${formatNumber(sum.unexpected)} unexpected`
  // A gateway that only acknowledges owes nobody a copy.
  if (sum.expected === 0 && sum.delivered === 0) {
    return `${formatNumber(sum.sent)} sent, none to be delivered${unexpected}${dropped}`
  }
  return (
    `${formatNumber(sum.expected)} expected = ${formatNumber(sum.delivered)} delivered + ${formatNumber(sum.lost)} lost` +
    `; ${formatNumber(sum.duplicated)} duplicated, ${formatNumber(sum.reordered)} reordered${unexpected}${dropped}`
  )
}

/** The counts of several trials together. */
export function sumLedgers(ledgers: readonly LedgerCounts[]): LedgerCounts {
  const sum = {
    due: 0,
    sent: 0,
    dropped: 0,
    expected: 0,
    delivered: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    unexpected: 0,
  }
  for (const ledger of ledgers) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += ledger[key]
  }
  return sum
}

/** In a cluster, how many deliveries stayed on the sender's instance and how many had to cross. */
function instanceText(trials: readonly Extract<TrialResult, { status: 'completed' }>[]): string {
  try {
    const local = samplesOf(trials, 'delivery.local')
    const remote = samplesOf(trials, 'delivery.remote')
    return remote === 0 ? '' : `; ${formatNumber(local)} on the same instance, ${formatNumber(remote)} on another`
  } catch (error) {
    // A damaged histogram must not hide the rest of the report.
    if (!(error instanceof RangeError)) throw error
    return '; deliveries by instance: the histograms are damaged'
  }
}

/** How many samples the trials have together under one name. Throws a `RangeError` for a damaged histogram. */
export function samplesOf(trials: readonly Extract<TrialResult, { status: 'completed' }>[], name: string): number {
  return mergeHistograms(trials.flatMap(({ histograms }) => histograms[name] ?? [])).totalCount
}
