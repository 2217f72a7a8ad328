import { monotonicClock } from '../clock.ts'
import type { Dialect } from '../client/dialect.ts'
import { firstProbeSequence } from '../ledger.ts'
import type { Layout } from '../layout.ts'
import { writeStamp } from '../stamp.ts'
import type { ProbeState, Prober } from './prober.ts'
import type { VirtualUser } from './virtual-user.ts'

const repeatMs = 100
/** An instance is a bit of a whole number; further ones are not probed. */
const mostInstances = 31

/**
 * Finds out whether every member really receives: in each room the first member on each instance keeps sending a probe
 * until all members have got one from each of them. Only then is a way through the adapter known to be open.
 */
export class Probe implements Prober {
  readonly #layout: Layout
  readonly #dialect: Dialect
  readonly #runId: string
  readonly #users: readonly VirtualUser[]
  /** By user: the instances heard so far, a bit each. */
  readonly #seen: Int32Array
  /** By room: the instances that a member sends from, a bit each; and by user whether that one is it. */
  readonly #sending: Int32Array
  readonly #isProber: Uint8Array
  #missing = 0
  #sequence = firstProbeSequence
  #timer: NodeJS.Timeout | undefined
  #done: (() => void) | undefined

  /** `users` are those of this process. */
  constructor(options: { layout: Layout; dialect: Dialect; runId: string; users: readonly VirtualUser[] }) {
    this.#layout = options.layout
    this.#dialect = options.dialect
    this.#runId = options.runId
    this.#users = options.users
    this.#seen = new Int32Array(options.layout.users)
    this.#sending = new Int32Array(options.layout.rooms)
    this.#isProber = new Uint8Array(options.layout.users)
    this.#choose(options.layout)
    // Counted now: probes of other processes may come before this one begins to send its own.
    for (const user of this.#users) if (this.#awaits(user) !== 0) this.#missing++
  }

  /** Sends until stopped; resolves once every own member has received from every instance. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.#done = resolve
      this.#check()
      const send = (): void => {
        for (const user of this.#users) if (this.#isProber[user.index] === 1) this.#send(user)
        this.#sequence++
      }
      send()
      this.#timer = setInterval(send, repeatMs)
    })
  }

  /** Takes a probe that came to `receiver`. */
  record(receiver: number, sender: number): void {
    const expected = this.#expected(receiver)
    const before = this.#seen[receiver] ?? 0
    const after = before | this.#bitOf(sender)
    this.#seen[receiver] = after
    if ((before & expected) !== expected && (after & expected) === expected) {
      this.#missing--
      this.#check()
    }
  }

  /** How many own members still wait, and one of them in words. */
  state(): ProbeState {
    const waiting = this.#users.find((user) => this.#awaits(user) !== 0)
    if (waiting === undefined) return { missing: this.#missing, example: undefined }
    const from = 31 - Math.clz32(this.#awaits(waiting))
    const at = this.#layout.instanceOf(waiting.index)
    return {
      missing: this.#missing,
      example: `user ${waiting.index} on instance ${at + 1} hears nothing sent on instance ${from + 1}`,
    }
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #check(): void {
    if (this.#missing === 0) this.#done?.()
  }

  /** Users are numbered row by row, so that the first one found on an instance is the first member of the room there. */
  #choose(layout: Layout): void {
    for (let user = 0; user < layout.users; user++) {
      const room = layout.roomOf(user)
      const bit = this.#bitOf(user)
      const others = this.#sending[room] ?? 0
      if ((others & bit) === bit) continue
      this.#sending[room] = others | bit
      this.#isProber[user] = 1
    }
  }

  /** The instances that this user has still to hear, one bit each. */
  #awaits(user: VirtualUser): number {
    return this.#expected(user.index) & ~(this.#seen[user.index] ?? 0)
  }

  /** One bit for each instance on which somebody sends whom the user must hear. */
  #expected(user: number): number {
    const sending = this.#sending[this.#layout.roomOf(user)] ?? 0
    const hearsItself = this.#dialect.traits.senderReceives || this.#isProber[user] !== 1
    return hearsItself ? sending : sending & ~this.#bitOf(user)
  }

  /** The bit of the user's instance; none for an instance that is not probed. */
  #bitOf(user: number): number {
    const instance = this.#layout.instanceOf(user)
    return instance < mostInstances ? 1 << instance : 0
  }

  #send(user: VirtualUser): void {
    const text = writeStamp(this.#runId, user.index, this.#sequence, monotonicClock.now() * 1000)
    const args = this.#dialect.send(user.room, text, user.index)
    if (!this.#dialect.traits.asksAlways) user.client?.emit(...args)
    // What is waited for is the message: whether it is acknowledged as well, those that are measured will show.
    else user.client?.emitWithAck(...args).catch(() => undefined)
  }
}
