import { monotonicClock } from '../clock.ts'
import type { Dialect } from '../client/dialect.ts'
import { firstProbeSequence } from '../ledger.ts'
import type { Layout } from '../layout.ts'
import { writeStamp } from '../stamp.ts'
import type { VirtualUser } from './virtual-user.ts'

const repeatMs = 100
const mostInstances = 31

/**
 * Finds out whether every member really receives: in each room one member on each instance keeps sending a probe until
 * all members have got one from each of them. Only then is a way through the adapter known to be open.
 */
export class Probe {
  readonly #layout: Layout
  readonly #dialect: Dialect
  readonly #runId: string
  readonly #users: readonly VirtualUser[]
  readonly #seen: Int32Array
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
    // Counted now: probes of other processes may come before this one begins to send its own.
    for (const user of this.#users) if (this.#awaits(user) !== 0) this.#missing++
  }

  /** Sends until stopped; resolves once every own member has received from every instance. */
  run(): Promise<void> {
    return new Promise((resolve) => {
      this.#done = resolve
      this.#check()
      const send = (): void => {
        for (const user of this.#users) if (this.#isProber(user.index)) this.#send(user)
        this.#sequence++
      }
      send()
      this.#timer = setInterval(send, repeatMs)
    })
  }

  /** Takes a probe that came to `receiver`. */
  record(receiver: number, sender: number): void {
    const user = receiver
    const expected = this.#expected(user)
    const before = this.#seen[user] ?? 0
    const after = before | (1 << Math.min(mostInstances - 1, this.#layout.memberOf(sender)))
    this.#seen[user] = after
    if ((before & expected) !== expected && (after & expected) === expected) {
      this.#missing--
      this.#check()
    }
  }

  /** How many own members still wait, and one of them in words. */
  state(): { missing: number; example: string | undefined } {
    const waiting = this.#users.find((user) => this.#awaits(user) !== 0)
    if (waiting === undefined) return { missing: this.#missing, example: undefined }
    const deaf = 31 - Math.clz32(this.#awaits(waiting))
    const from = this.#layout.instanceOf(this.#layout.userAt(this.#layout.roomOf(waiting.index), deaf))
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

  /** The probers that this user has still to hear, one bit each. */
  #awaits(user: VirtualUser): number {
    return this.#expected(user.index) & ~(this.#seen[user.index] ?? 0)
  }

  /** One bit for each prober of the user's room that the user must hear. */
  #expected(user: number): number {
    const room = this.#layout.roomOf(user)
    let bits = 0
    for (let member = 0; member < this.#probers(room); member++) {
      if (this.#dialect.senderReceives || this.#layout.memberOf(user) !== member) bits |= 1 << member
    }
    return bits
  }

  #probers(room: number): number {
    return Math.min(this.#layout.instances, this.#layout.membersIn(room), mostInstances)
  }

  #isProber(user: number): boolean {
    return this.#layout.memberOf(user) < this.#probers(this.#layout.roomOf(user))
  }

  #send(user: VirtualUser): void {
    const text = writeStamp(this.#runId, user.index, this.#sequence, monotonicClock.now() * 1000)
    user.client?.emit(...this.#dialect.send(user.room, text))
  }
}
