import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { NumberList } from './number-list.ts'
import { packBytes } from './packed-numbers.ts'
import { PairTable } from './pair-table.ts'
import type { ReceiptLog } from './worker-log.ts'

/** Deliveries that are kept as they came before they are packed: 512 KiB. */
const unpackedDeliveries = 65_536
/** Beyond so many pairs of sender and member the order is not watched for further ones: about 100 MB. */
const mostWatched = 4_000_000

/**
 * Who of one worker has received which message of any worker. Adding a delivery allocates nothing; in bulk it is packed
 * to a byte or two. Besides, a message takes about 28 bytes and a pair of sender and member, whose order is watched, as many.
 */
export class Receipts {
  /** Deliveries that came after a later message of the same sender to the same member. */
  reordered = 0
  /** Deliveries whose order was not watched, for want of memory. */
  unwatched = 0
  /** Workers and their senders. */
  readonly #streams = new PairTable()
  /** Streams and sequence numbers. */
  readonly #messages = new PairTable()
  /** Streams and members, with the last sequence that came. */
  readonly #watched = new PairTable()
  readonly #lastSequence = NumberList.doubles()
  /** By message: where its newest run begins in `packed`, + 1. */
  readonly #newestRun = NumberList.doubles()
  readonly #packed = new ByteWriter()
  readonly #message = new Int32Array(unpackedDeliveries)
  readonly #member = new Int32Array(unpackedDeliveries)
  #unpacked = 0

  add(member: number, worker: number, sender: number, sequence: number): void {
    const stream = this.#streams.numberOf(worker, sender)
    const message = this.#messages.numberOf(stream, sequence)
    if (message === this.#newestRun.length) this.#newestRun.push(0)
    this.#watchOrder(stream, member, sequence)
    if (this.#unpacked === unpackedDeliveries) this.#pack()
    this.#message[this.#unpacked] = message
    this.#member[this.#unpacked++] = member
  }

  #watchOrder(stream: number, member: number, sequence: number): void {
    if (this.#watched.count >= mostWatched) {
      this.unwatched++
      return
    }
    const pair = this.#watched.numberOf(stream, member)
    if (pair === this.#lastSequence.length) this.#lastSequence.push(-1)
    const last = this.#lastSequence.at(pair)
    if (sequence > last) this.#lastSequence.set(pair, sequence)
    else if (sequence < last) this.reordered++
  }

  /** Appends what is unpacked as runs, one a message: where the run before begins, the members, their differences. */
  #pack(): void {
    const order = new Float64Array(this.#unpacked)
    for (let n = 0; n < this.#unpacked; n++) order[n] = (this.#message[n] ?? 0) * 2 ** 21 + (this.#member[n] ?? 0)
    order.sort()
    for (let n = 0; n < order.length;) n = this.#packRun(order, n)
    this.#unpacked = 0
  }

  #packRun(order: Float64Array, start: number): number {
    const message = Math.floor((order[start] ?? 0) / 2 ** 21)
    const first = message * 2 ** 21
    let end = start
    while (end < order.length && (order[end] ?? 0) < first + 2 ** 21) end++
    const before = this.#newestRun.at(message)
    this.#newestRun.set(message, this.#packed.length + 1)
    this.#packed.write(before)
    this.#packed.write(end - start)
    for (let n = start, last = 0; n < end; n++) {
      const member = (order[n] ?? 0) - first
      this.#packed.write(member - last)
      last = member
    }
    return end
  }

  /** Everything so far, by worker and sender, with the totals; further deliveries may follow. */
  log(nameOf: (worker: number) => string): { receipts: ReceiptLog[]; deliveries: number; repeats: number } {
    this.#pack()
    const byStream = Array.from({ length: this.#streams.count }, (): number[] => [])
    for (let message = 0; message < this.#messages.count; message++) {
      byStream[this.#messages.firstOf(message)]?.push(message)
    }
    const totals = { deliveries: 0, repeats: 0 }
    const receipts = byStream.map((messages, stream): ReceiptLog => {
      const { packed, deliveries, repeats } = this.#logStream(messages)
      totals.deliveries += deliveries
      totals.repeats += repeats
      const worker = nameOf(this.#streams.firstOf(stream))
      return { worker, sender: this.#streams.secondOf(stream), messages: messages.length, deliveries, packed }
    })
    return { receipts, ...totals }
  }

  #logStream(messages: number[]): { packed: string; deliveries: number; repeats: number } {
    const writer = new ByteWriter()
    const counts = { deliveries: 0, repeats: 0 }
    let lastSequence = 0
    messages.sort((a, b) => this.#messages.secondOf(a) - this.#messages.secondOf(b))
    for (const message of messages) {
      const all = this.#membersOf(message)
      const members = [...new Set(all)].sort((a, b) => a - b)
      const sequence = this.#messages.secondOf(message)
      writer.write(sequence - lastSequence)
      writer.write(members.length)
      writer.write(all.length - members.length)
      for (const [n, member] of members.entries()) writer.write(member - (members[n - 1] ?? 0))
      lastSequence = sequence
      counts.deliveries += members.length
      counts.repeats += all.length - members.length
    }
    return { packed: packBytes(writer.bytes), ...counts }
  }

  #membersOf(message: number): number[] {
    const members: number[] = []
    const packed = this.#packed.bytes
    for (let run = this.#newestRun.at(message); run !== 0;) {
      const reader = new ByteReader(packed, run - 1)
      run = reader.read()
      const count = reader.read()
      for (let n = 0, member = 0; n < count; n++) members.push((member += reader.read()))
    }
    return members
  }
}
