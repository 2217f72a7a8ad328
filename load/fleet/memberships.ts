import { NumberList } from './number-list.ts'
import { PairTable } from './pair-table.ts'
import type { Membership } from './worker-log.ts'

const open = -1
/** What a packed delivery has room for. */
const mostMembers = 2 ** 21

/** Who of one worker was in which room, and when. */
export class Memberships {
  /** Receivers so far; they are numbered from 0. */
  members = 0
  /** Pairs of member and room. */
  readonly #seats = new PairTable()
  /** By seat: its open interval + 1, or 0; and the member's seat before it + 1, or 0. */
  readonly #current = NumberList.integers()
  readonly #before = NumberList.integers()
  /** By member: its newest seat + 1, or 0. */
  readonly #newest = NumberList.integers()
  /** By interval. */
  readonly #seatOf = NumberList.integers()
  readonly #from = NumberList.doubles()
  readonly #to = NumberList.doubles()

  /** Adds a receiver. Throws a `RangeError` beyond 2 million of them. */
  member(): number {
    if (this.members === mostMembers) throw new RangeError(`a worker can have no more than ${mostMembers} members`)
    this.#newest.push(0)
    return this.members++
  }

  /** The member is in the room from `at` on; nothing changes where it is in already. */
  joined(member: number, room: number, at: number): void {
    if (member >= this.members) throw new RangeError(`there is no member ${member}: book it with member() first`)
    const seat = this.#seats.numberOf(member, room)
    if (seat === this.#current.length) {
      this.#current.push(0)
      this.#before.push(this.#newest.at(member))
      this.#newest.set(member, seat + 1)
    }
    if (this.#current.at(seat) !== 0) return
    this.#seatOf.push(seat)
    this.#from.push(at)
    this.#to.push(open)
    this.#current.set(seat, this.#seatOf.length)
  }

  left(member: number, room: number, at: number): void {
    for (let seat = this.#newest.at(member); seat !== 0; seat = this.#before.at(seat - 1)) {
      if (this.#seats.secondOf(seat - 1) === room) this.#leave(seat - 1, at)
    }
  }

  leftAll(member: number, at: number): void {
    for (let seat = this.#newest.at(member); seat !== 0; seat = this.#before.at(seat - 1)) this.#leave(seat - 1, at)
  }

  #leave(seat: number, at: number): void {
    const interval = this.#current.at(seat) - 1
    if (interval < 0) return
    this.#to.set(interval, at)
    this.#current.set(seat, 0)
  }

  /** All intervals, in the order of their joins; times are microseconds after `start`. */
  log(start: number): Membership[] {
    return Array.from({ length: this.#seatOf.length }, (_, interval): Membership => {
      const seat = this.#seatOf.at(interval)
      const to = this.#to.at(interval)
      return [
        this.#seats.firstOf(seat),
        this.#seats.secondOf(seat),
        this.#from.at(interval) - start,
        to === open ? null : to - start,
      ]
    })
  }
}
