import { GeneratorError } from './generator-error.ts'
import type { Evidence } from './evidence.ts'
import { deliveriesOwed, type RelayTraits } from './owed.ts'
import { layoutOf } from './plan-layout.ts'
import { Recorder } from './recorder.ts'
import { countDue, scheduleOf } from './schedule.ts'
import type { LedgerCounts } from './trial-result.ts'

/** The ledger of all workers, and for every complete message the time from due to its last delivery. */
export interface Account {
  readonly counts: LedgerCounts
  readonly completion: Recorder
}

/**
 * Draws up the account of a trial: what was due, sent, owed and delivered in the window.
 *
 * Throws a `GeneratorError` where the books of the workers contradict each other: the counts per message and the
 * deliveries that were counted one by one must be the same number.
 */
export function accountOf(
  evidence: Pick<Evidence, 'workload' | 'instances' | 'workers' | 'results' | 'messages'>,
  traits: RelayTraits,
): Account | undefined {
  const { workload, results, messages } = evidence
  const plan = workload.messages
  if (plan === undefined || results === undefined || messages === undefined) return undefined
  const layout = layoutOf(workload, { workers: evidence.workers, instances: evidence.instances })
  const first = countDue(plan.schedule) - countDue(plan.schedule, plan.warmUpMs)
  const dropped = new Set(messages.sent.flatMap((report) => [...report.dropped]))
  const completion = Recorder.empty()
  let index = 0
  let due = 0
  let droppedHere = 0
  let expected = 0
  let received = 0
  for (const dueAt of scheduleOf(plan.schedule)) {
    const message = index++
    const worker = layout.workerOf(layout.senderOf(message))
    if (message < first || message >= (messages.sent[worker]?.reached ?? 0)) continue
    due++
    const here = results.reduce((sum, result) => sum + (result.received[message] ?? 0), 0)
    received += here
    if (dropped.has(message)) {
      droppedHere++
      continue
    }
    const owed = deliveriesOwed(layout.membersIn(layout.roomOfMessage(message)), traits)
    expected += owed
    if (here === owed && owed > 0) {
      const last = Math.max(...results.map((result) => result.lastAt[message] ?? 0))
      completion.record(last - (messages.startAt + dueAt))
    }
  }
  const totals = { delivered: 0, duplicated: 0, reordered: 0, unexpected: 0 }
  for (const { totals: own } of results) {
    if (own === undefined) continue
    totals.delivered += own.delivered
    totals.duplicated += own.duplicated
    totals.reordered += own.reordered
    totals.unexpected += own.unexpected
  }
  if (received !== totals.delivered) {
    throw new GeneratorError(
      `the ledger contradicts itself: ${received} deliveries by message, ${totals.delivered} one by one`,
    )
  }
  const sent = messages.sent.reduce((sum, report) => sum + report.sent, 0)
  if (sent + droppedHere !== due) {
    throw new GeneratorError(
      `the ledger contradicts itself: ${due} messages due, ${sent} sent and ${droppedHere} dropped`,
    )
  }
  return {
    counts: { due, sent, dropped: droppedHere, expected, lost: expected - totals.delivered, ...totals },
    completion,
  }
}
