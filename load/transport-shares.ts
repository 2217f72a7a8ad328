import { transports, type Transport } from './client/chat-client.ts'
import { evenTurns } from './even-turns.ts'
import type { ByTransport } from './offered-load.ts'

/** How far the sum of shares may be from 1: what adding decimal fractions leaves. */
const rounding = 1e-9

/** How the users of a workload connect: all over one transport, or dealt over several. */
export type TransportUse = Transport | 'mixed'

/**
 * The shares of a workload in which everybody uses the same transport. Throws a `TypeError` for `mixed`, which says
 * nothing of the shares: a bug.
 */
export function onlyOver(transport: TransportUse): ByTransport {
  if (transport === 'mixed') throw new TypeError('a mix of transports has shares of its own')
  return { websocket: 0, upgrade: 0, polling: 0, [transport]: 1 }
}

/**
 * How many of so many users use each transport, in the order of `transports`: each share to the nearest user, by
 * largest remainders. Throws a `RangeError` for shares that are negative or do not sum to 1.
 */
export function usersByTransport(users: number, shares: ByTransport): number[] {
  const given = transports.map((transport) => shares[transport])
  const sum = given.reduce((total, share) => total + share, 0)
  if (!given.every((share) => share >= 0) || Math.abs(sum - 1) > rounding) {
    throw new RangeError(`shares of transports must be 0 at least and sum to 1: ${given.join(', ')}`)
  }
  const counts = given.map((share) => Math.floor(share * users + rounding))
  const open = users - counts.reduce((total, count) => total + count, 0)
  const byRemainder = given
    .map((share, transport) => ({ transport, remainder: share * users - (counts[transport] ?? 0) }))
    .toSorted((one, other) => other.remainder - one.remainder)
  for (const { transport } of byRemainder.slice(0, open)) counts[transport] = (counts[transport] ?? 0) + 1
  return counts
}

/**
 * The transport of every user, as a position in `transports`, where rooms have these sizes, the largest first, and users
 * are numbered row by row: the first member of each room, then the second of each, and so on.
 *
 * All users together have the shares to the nearest user. Of a room, each transport has less than 1.5 users more or
 * less than its share. In the order of their numbers, users take turns as evenly as that allows, so that those who
 * arrive first, and those who send, are no sample of one transport only.
 */
export function dealTransports(sizes: ArrayLike<number>, users: number, shares: ByTransport): Uint8Array {
  const dealt = new Uint8Array(users)
  if (users === 0) return dealt
  const counts = usersByTransport(users, shares)
  const left = leftInRooms(sizes, evenTurns(counts))
  const given = new Float64Array(transports.length)
  let user = 0
  for (let member = 0; user < users; member++) {
    for (let room = 0; room < sizes.length && (sizes[room] ?? 0) > member; room++) {
      const first = room * transports.length
      let next = 0
      let furthest = -Infinity
      for (let transport = 0; transport < transports.length; transport++) {
        const behind = (counts[transport] ?? 0) * (user + 1) - (given[transport] ?? 0) * users
        if (left[first + transport] === 0 || behind <= furthest) continue
        next = transport
        furthest = behind
      }
      given[next] = (given[next] ?? 0) + 1
      left[first + next] = (left[first + next] ?? 0) - 1
      dealt[user++] = next
    }
  }
  return dealt
}

/** How many users of each transport each room has: the turns are dealt to room after room. */
function leftInRooms(sizes: ArrayLike<number>, turns: Uint16Array): Uint32Array {
  const left = new Uint32Array(sizes.length * transports.length)
  let turn = 0
  for (let room = 0; room < sizes.length; room++) {
    for (let member = 0; member < (sizes[room] ?? 0); member++) {
      const at = room * transports.length + (turns[turn++ % turns.length] ?? 0)
      left[at] = (left[at] ?? 0) + 1
    }
  }
  return left
}
