import type { CompletedTrial, LedgerCounts } from '../../../load/trial-result.ts'
import { failureText, samplesOf, sumLedgers } from '../../render/account.ts'
import { formatNumber } from '../../render/number-format.ts'
import type { Column } from '../../render/section.ts'
import { copyButton, dataTable, type DataCell } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'

const counts: Readonly<Record<keyof LedgerCounts, string>> = {
  due: 'sends due',
  sent: 'sent',
  dropped: 'dropped',
  expected: 'deliveries expected',
  delivered: 'delivered',
  lost: 'lost',
  duplicated: 'duplicated',
  reordered: 'reordered',
  unexpected: 'unexpected',
}

/** Where every message went, over all completed trials of each column; and which operations failed. */
export function ledgerOf(id: string, columns: readonly Column[]): Markup | undefined {
  const entries = columns.map(({ title, result }) => {
    const completed = result.trials.filter((trial) => trial.status === 'completed')
    return { title, completed, ledgers: completed.flatMap(({ ledger }) => ledger ?? []) }
  })
  const failures = entries.flatMap(({ title, completed }) => {
    const text = failureText(completed.map((trial) => trial.failures))
    return text === '' ? [] : [markup`<li>${title}, failed operations: ${text}</li>`]
  })
  const failed = failures.length === 0 ? undefined : markup`<ul class="plain">${failures}</ul>`
  const rows = entries.filter(({ ledgers }) => ledgers.length > 0)
  if (rows.length === 0) return failed
  const crossings = rows.map(({ completed }) => crossingsOf(completed))
  const crosses = crossings.some((cells) => cells.some(({ value }) => value !== 0))
  const table = dataTable(`${id}-ledger`, {
    caption: 'The ledger',
    columns: ['Target', ...Object.values(counts), ...(crosses ? ['on the same instance', 'on another'] : [])],
    rows: rows.map(({ title, ledgers }, at) => {
      const sum = sumLedgers(ledgers)
      const cells = (Object.keys(counts) as (keyof LedgerCounts)[]).map((key) => countCell(sum[key]))
      return { heading: { text: title }, cells: [...cells, ...(crosses ? (crossings[at] ?? []) : [])] }
    }),
  })
  return markup`<h3>The ledger</h3>
${table}
<div class="figure-data"><p class="hint">Counts over all completed trials. Always: due = sent + dropped, and expected = delivered + lost.</p>${copyButton(`${id}-ledger`, 'The ledger')}</div>
${failed}`
}

/** How many deliveries stayed on the sender's instance and how many had to cross to another. */
function crossingsOf(completed: readonly CompletedTrial[]): DataCell[] {
  try {
    const remote = samplesOf(completed, 'delivery.remote')
    const local = remote === 0 ? 0 : samplesOf(completed, 'delivery.local')
    return [countCell(local), countCell(remote)]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [{ text: 'damaged' }, { text: 'damaged' }]
  }
}

function countCell(value: number): DataCell {
  return { text: formatNumber(value), value }
}
