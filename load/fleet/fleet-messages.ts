import { ByteReader } from './byte-reader.ts'
import { unpackBytes } from './packed-numbers.ts'
import type { WorkerLog } from './worker-log.ts'

/** A message of any worker. */
export interface FleetMessage {
  /** When it was sent, in microseconds of the common clock. */
  readonly sent: number
  /** Who is not to receive it, numbered over all workers; -1: nobody. */
  readonly excludes: number
  readonly volatile: boolean
  readonly room: string
  /** For the reader of an example. */
  readonly worker: string
  readonly sender: number
  readonly sequence: number
  /** Where it was received: a part of a receipt of each worker. */
  readonly receipts: ReceiptPart[]
}

/** What one worker says of one message: packed members from `at` on, numbered over all workers from `firstMember`. */
export interface ReceiptPart {
  readonly bytes: Uint8Array
  readonly at: number
  readonly members: number
  readonly firstMember: number
}

/** All messages of a fleet, by worker, sender and sequence. */
export class FleetMessages {
  readonly all: FleetMessage[] = []
  readonly #bySender = new Map<string, readonly FleetMessage[]>()

  /** Takes the messages of one log; `shift` brings its times to the common clock. */
  add(log: WorkerLog, shift: number, firstMember: number): void {
    for (const [sender, { room, excludes, volatile, sends, packed }] of log.senders.entries()) {
      const reader = new ByteReader(unpackBytes(packed))
      const common = {
        excludes: excludes === null ? -1 : firstMember + excludes,
        volatile,
        room: log.rooms[room] ?? '',
        worker: log.worker,
        sender,
      }
      const messages: FleetMessage[] = []
      for (let sequence = 0, due = log.startedMicros + shift; sequence < sends; sequence++) {
        due += reader.readSigned()
        messages.push({ ...common, sequence, sent: due + reader.read(), receipts: [] })
      }
      if (!reader.done) throw new RangeError(`sender ${sender} has more than ${sends} messages`)
      this.all.push(...messages)
      this.#bySender.set(`${log.worker}/${sender}`, messages)
    }
  }

  find(worker: string, sender: number, sequence: number): FleetMessage | undefined {
    return this.#bySender.get(`${worker}/${sender}`)?.[sequence]
  }
}
