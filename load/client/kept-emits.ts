import type { Timers } from '../pacer.ts'
import { ClientError } from './client-error.ts'
import type { UserSocket } from './user-connection.ts'

interface KeptEmit {
  readonly event: string
  readonly args: readonly unknown[]
  readonly ack: KeptAck | undefined
}

interface KeptAck {
  /** In milliseconds of the clock. */
  readonly dueBy: number
  readonly resolve: (answer: readonly unknown[] | Promise<readonly unknown[]>) => void
  readonly reject: (error: ClientError) => void
  readonly cancelTimer: () => void
}

/** What was emitted while a namespace was away, oldest first, to be sent when it is back. */
export class KeptEmits {
  readonly #timers: Timers
  readonly #kept: KeptEmit[] = []

  constructor(timers: Timers) {
    this.#timers = timers
  }

  keep(event: string, args: readonly unknown[]): void {
    this.#kept.push({ event, args, ack: undefined })
  }

  /** As {@link keep}; what has not been sent when the time is over will not be. */
  keepWithAck(timeoutMs: number, event: string, args: readonly unknown[]): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const expire = (): void => {
        this.#kept.splice(this.#kept.indexOf(emit), 1)
        reject(new ClientError('ack-timeout', 'open', 'no acknowledgement came in time'))
      }
      const ack = {
        dueBy: this.#timers.now() + timeoutMs,
        resolve,
        reject,
        cancelTimer: this.#timers.after(timeoutMs, expire),
      }
      const emit: KeptEmit = { event, args, ack }
      this.#kept.push(emit)
    })
  }

  /** Sends everything; acknowledgements have what is left of their time. */
  sendTo(socket: UserSocket): void {
    for (const { event, args, ack } of this.#kept.splice(0)) {
      if (ack === undefined) socket.emit(event, ...args)
      else {
        ack.cancelTimer()
        ack.resolve(socket.emitWithAck(ack.dueBy - this.#timers.now(), event, ...args))
      }
    }
  }

  /** Drops everything, with `error` for whoever waits. */
  drop(error: ClientError): void {
    for (const { ack } of this.#kept.splice(0)) {
      ack?.cancelTimer()
      ack?.reject(error)
    }
  }
}
