import type { LedgerCounts, TrialResult } from '../../load/trial-result.ts'
import { findMetric } from '../metrics.ts'
import { counted } from '../render/counted.ts'
import { formatNumber } from '../render/number-format.ts'
import type { Result } from '../report.ts'
import type { SideNote } from './comparison.ts'
import { sizeText } from './effect-text.ts'

type CompletedTrial = Extract<TrialResult, { status: 'completed' }>

const mostNamed = 3

/** What a reader of one side's figures must know, each with its figures: trials that do not count, losses, misses. */
export function sideNotes(side: SideNote['side'], result: Result): SideNote[] {
  const completed = result.trials.filter((trial) => trial.status === 'completed')
  const messages = [
    ...trialMessages(result.trials),
    ...ledgerMessages(completed.flatMap(({ ledger }) => ledger ?? [])),
    ...failureMessages(completed),
    ...sloMessages(result),
    ...unknownMetricMessages(completed),
  ]
  return messages.map((message) => ({ side, message }))
}

function trialMessages(trials: readonly TrialResult[]): string[] {
  const all = trials.length
  const count = (status: TrialResult['status']) => trials.filter((trial) => trial.status === status).length
  return [
    says(count('invalid'), (n) => `${n} of ${all} trials ${n === 1 ? 'is' : 'are'} invalid`),
    says(count('failed'), (n) => `${n} of ${all} trials failed`),
    says(count('interrupted'), (n) => `${n} of ${all} trials ${n === 1 ? 'was' : 'were'} interrupted`),
  ].flat()
}

function ledgerMessages(ledgers: readonly LedgerCounts[]): string[] {
  const sum = (key: keyof LedgerCounts) => ledgers.reduce((total, ledger) => total + ledger[key], 0)
  const expected = formatNumber(sum('expected'))
  return [
    says(sum('dropped'), (n) => `${formatNumber(n)} of ${formatNumber(sum('due'))} sends were dropped`),
    says(sum('lost'), (n) => `${formatNumber(n)} of ${expected} deliveries were lost`),
    says(sum('duplicated'), (n) => `${counted(n, 'delivery', 'deliveries')} came more than once`),
    says(sum('reordered'), (n) => `${formatNumber(n)} of ${expected} deliveries came out of order`),
    says(sum('unexpected'), (n) => `${counted(n, 'packet')} came that nobody was owed`),
  ].flat()
}

function failureMessages(trials: readonly CompletedTrial[]): string[] {
  const counts = new Map<string, number>()
  for (const [code, count] of trials.flatMap(({ failures }) => Object.entries(failures))) {
    counts.set(code, (counts.get(code) ?? 0) + count)
  }
  const failed = [...counts].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a)
  const all = failed.reduce((sum, [, count]) => sum + count, 0)
  const codes = named(failed.map(([code, count]) => `${code} ${formatNumber(count)}`))
  return says(all, (n) => `${counted(n, 'operation')} failed: ${codes}`)
}

function sloMessages({ slo }: Result): string[] {
  const missed = slo.filter(({ met }) => !met)
  const texts = missed.map((one) => `${one.slo} (${one.value === null ? 'not measured' : sizeText(one.value, 4)})`)
  return says(
    missed.length,
    (n) => `${n} of ${slo.length} objectives ${n === 1 ? 'was' : 'were'} missed: ${named(texts)}`,
  )
}

function unknownMetricMessages(trials: readonly CompletedTrial[]): string[] {
  const ids = new Set(
    trials.flatMap(({ metrics }) => Object.keys(metrics)).filter((id) => findMetric(id) === undefined),
  )
  return says(ids.size, (n) => `${counted(n, 'figure')} of another version left out: ${named([...ids])}`)
}

function named(names: readonly string[]): string {
  const others = names.length - mostNamed
  return `${names.slice(0, mostNamed).join(', ')}${others > 0 ? ` and ${others} more` : ''}`
}

function says(count: number, message: (count: number) => string): string[] {
  return count === 0 ? [] : [message(count)]
}
