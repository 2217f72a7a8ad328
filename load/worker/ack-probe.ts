import { ClientError } from '../client/client-error.ts'
import type { Dialect } from '../client/dialect.ts'
import { monotonicClock } from '../clock.ts'
import type { Layout } from '../layout.ts'
import { firstProbeSequence } from '../ledger.ts'
import { writeStamp } from '../stamp.ts'
import type { ProbeState, Prober } from './prober.ts'
import type { VirtualUser } from './virtual-user.ts'

/** What the probe of acknowledgements takes. */
export interface AckProbeOptions {
  readonly layout: Layout
  readonly dialect: Dialect
  readonly runId: string
  /** Those of this process. */
  readonly users: readonly VirtualUser[]
}

/**
 * Finds out whether a gateway that relays nothing answers at least: on each instance, the first user of this process asks
 * once for an acknowledgement. Where the gateway does not acknowledge either, there is nothing to find out.
 */
export class AckProbe implements Prober {
  readonly #options: AckProbeOptions
  readonly #probers: readonly VirtualUser[]
  readonly #answered = new Set<VirtualUser>()
  readonly #refusals = new Map<VirtualUser, string>()
  #stopped = false

  constructor(options: AckProbeOptions) {
    const { layout, users, dialect } = options
    const first = new Map<number, VirtualUser>()
    for (const user of dialect.traits.acknowledges ? users : []) {
      const instance = layout.instanceOf(user.index)
      if (!first.has(instance)) first.set(instance, user)
    }
    this.#options = options
    this.#probers = [...first.values()]
  }

  async run(): Promise<void> {
    await Promise.all(this.#probers.map((user) => this.#ask(user)))
  }

  /** A gateway may send back what it acknowledges, too: nobody waits for that. */
  record(): void {
    return
  }

  state(): ProbeState {
    const waiting = this.#probers.filter((user) => !this.#answered.has(user))
    const [user] = waiting
    if (user === undefined) return { missing: 0, example: undefined }
    const why = this.#refusals.get(user) ?? 'no answer has come'
    const where = `user ${user.index} on instance ${this.#options.layout.instanceOf(user.index) + 1}`
    return { missing: waiting.length, example: `${where}: ${why}` }
  }

  stop(): void {
    this.#stopped = true
  }

  /** Resolves when it is known what the gateway says; a probe that is stopped is not answered any more. */
  async #ask(user: VirtualUser): Promise<void> {
    const { dialect, runId } = this.#options
    const text = writeStamp(runId, user.index, firstProbeSequence, monotonicClock.now() * 1000)
    try {
      const refusal = dialect.refusal(await user.client?.emitWithAck(...dialect.send(user.room, text, user.index)))
      if (this.#stopped) return
      if (refusal === undefined) this.#answered.add(user)
      else this.#refusals.set(user, refusal)
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      this.#refusals.set(user, error.message)
    }
  }
}
