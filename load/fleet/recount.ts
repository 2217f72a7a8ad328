import type { Settled } from './fleet-ledger.ts'
import type { FleetMessage } from './fleet-messages.ts'
import type { ReceiptCounts } from './fleet-receipts.ts'
import { MergeError } from './merge-error.ts'
import { certainSends, type Doubt, type Stay } from './presence.ts'
import type { WorkerLog } from './worker-log.ts'

/**
 * Counts again what `settle` has counted, by other ways: what the workers have told themselves, and what each stay in a
 * room made somebody owed. Throws a {@link MergeError} that names every sum that differs.
 */
export function recount(
  logs: readonly WorkerLog[],
  messages: readonly FleetMessage[],
  stays: ReadonlyMap<string, readonly Stay[]>,
  doubt: Doubt,
  counts: ReceiptCounts,
  settled: Settled,
): void {
  const told = (figure: keyof WorkerLog['totals']): number => logs.reduce((sum, log) => sum + log.totals[figure], 0)
  const judged = settled.delivered + settled.edge + settled.unexpected
  const sums: [string, number, number][] = [
    ['messages sent', told('sends'), messages.length],
    ['deliveries', told('deliveries'), counts.known + counts.unknown],
    ['deliveries of known messages', counts.known, judged],
    ['repetitions', told('repeats'), counts.repeats + counts.unknownRepeats],
    ['deliveries owed', owedByStays(messages, stays, doubt), settled.owed],
    ['deliveries owed and accounted for', settled.owed, settled.delivered + settled.lost + settled.skipped],
    ...logs.map((log): [string, number, number] => [
      `deliveries counted by worker ${log.worker}`,
      log.counters['deliveries'] ?? 0,
      log.totals.deliveries + log.totals.repeats,
    ]),
  ]
  const wrong = sums.filter(([, one, other]) => one !== other)
  if (wrong.length === 0) return
  throw new MergeError(
    wrong.map(([what, one, other]) => `the logs do not add up: ${what}: ${one}, and recounted ${other}`),
  )
}

function owedByStays(
  messages: readonly FleetMessage[],
  stays: ReadonlyMap<string, readonly Stay[]>,
  doubt: Doubt,
): number {
  let owed = 0
  for (const [room, sent] of Map.groupBy(messages, (message) => message.room)) {
    const inRoom = stays.get(room) ?? []
    const times = sent.map((message) => message.sent).sort((a, b) => a - b)
    for (const stay of inRoom) owed += certainSends(times, stay, doubt)
    owed -= excludedIn(sent, inRoom, doubt)
  }
  return owed
}

function excludedIn(sent: readonly FleetMessage[], stays: readonly Stay[], doubt: Doubt): number {
  const own = Map.groupBy(stays, ({ member }) => member)
  let excluded = 0
  for (const message of sent) {
    const staysOfSender = own.get(message.excludes) ?? []
    if (staysOfSender.some((stay) => certainSends([message.sent], stay, doubt) > 0)) excluded++
  }
  return excluded
}
