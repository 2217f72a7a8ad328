import { ByteReader } from './byte-reader.ts'
import type { FleetMessages } from './fleet-messages.ts'
import { unpackBytes } from './packed-numbers.ts'
import type { WorkerLog } from './worker-log.ts'

/** Counts of deliveries that were given to their messages, and of those that have none. */
export interface ReceiptCounts {
  /** Different pairs of message and member, with a message and without. */
  known: number
  unknown: number
  /** Further copies of either. */
  repeats: number
  unknownRepeats: number
  /** Of the unknown: by the worker they say to come from, where its log is missing. */
  readonly strangers: Map<string, number>
}

/** Gives each delivery of a log to its message. Throws a `RangeError` where the packed numbers contradict the log. */
export function assignReceipts(
  log: WorkerLog,
  firstMember: number,
  messages: FleetMessages,
  workers: ReadonlySet<string>,
  counts: ReceiptCounts,
): void {
  for (const receipt of log.receipts) {
    const bytes = unpackBytes(receipt.packed)
    const reader = new ByteReader(bytes)
    let deliveries = 0
    for (let n = 0, sequence = 0; n < receipt.messages; n++) {
      sequence += reader.read()
      const members = reader.read()
      const repeats = reader.read()
      const message = messages.find(receipt.worker, receipt.sender, sequence)
      message?.receipts.push({ bytes, at: reader.at, members, firstMember })
      skipMembers(reader, members, log.members)
      deliveries += members
      counts[message === undefined ? 'unknown' : 'known'] += members
      counts[message === undefined ? 'unknownRepeats' : 'repeats'] += repeats
    }
    if (!reader.done || deliveries !== receipt.deliveries) {
      throw new RangeError(`the receipts of sender ${receipt.worker}/${receipt.sender} contradict themselves`)
    }
    if (!workers.has(receipt.worker)) {
      counts.strangers.set(receipt.worker, (counts.strangers.get(receipt.worker) ?? 0) + deliveries)
    }
  }
}

function skipMembers(reader: ByteReader, count: number, members: number): void {
  let member = 0
  for (let n = 0; n < count; n++) member += reader.read()
  if (member >= members && count > 0) throw new RangeError(`member ${member} received, and there are ${members}`)
}
