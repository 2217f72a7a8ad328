import { stampLimits } from '../stamp.ts'
import { ByteWriter } from './byte-writer.ts'
import { packBytes } from './packed-numbers.ts'
import type { SenderLog } from './worker-log.ts'

interface Sender {
  readonly room: number
  readonly excludes: number | null
  readonly volatile: boolean
  sends: number
  lastDue: number
  readonly bytes: ByteWriter
}

/** What one worker has sent: about six bytes a message. */
export class Sends {
  /** All messages so far. */
  total = 0
  readonly #senders: Sender[] = []
  readonly #startedMicros: number

  constructor(startedMicros: number) {
    this.#startedMicros = startedMicros
  }

  /** Adds a sender and returns its number. Throws a `RangeError` beyond 60 million of them: a stamp has no more. */
  sender(room: number, excludes: number | null, volatile: boolean): number {
    if (this.#senders.length > stampLimits.sender) throw new RangeError('a worker can have no more senders')
    const sender: Sender = { room, excludes, volatile, sends: 0, lastDue: this.#startedMicros, bytes: new ByteWriter() }
    return this.#senders.push(sender) - 1
  }

  /** Books a message that was due and sent then (microseconds of fleet time), and returns its sequence number. */
  add(number: number, dueMicros: number, sentMicros: number): number {
    const sender = this.#senders[number]
    if (sender === undefined) throw new RangeError(`there is no sender ${number}: book it with sender() first`)
    sender.bytes.writeSigned(dueMicros - sender.lastDue)
    sender.bytes.write(Math.max(0, sentMicros - dueMicros))
    sender.lastDue = dueMicros
    this.total++
    return sender.sends++
  }

  log(): SenderLog[] {
    return this.#senders.map(({ room, excludes, volatile, sends, bytes }) => ({
      room,
      excludes,
      volatile,
      sends,
      packed: packBytes(bytes.bytes),
    }))
  }
}
