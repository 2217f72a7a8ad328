import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { transports } from '../../load/client/chat-client.ts'
import { dealTransports, onlyOver, usersByTransport } from '../../load/transport-shares.ts'

const anyShares = fc
  .tuple(fc.nat(20), fc.nat(20), fc.nat(20))
  .filter((parts) => parts.some((part) => part > 0))
  .map(([websocket, upgrade, polling]) => {
    const sum = websocket + upgrade + polling
    return { websocket: websocket / sum, upgrade: upgrade / sum, polling: polling / sum }
  })

const anySizes = fc
  .array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })
  .map((sizes) => sizes.toSorted((one, other) => other - one))

const sumOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0)

describe('the users of a transport', () => {
  test('are its share, to less than one, and all users together', () => {
    fc.assert(
      fc.property(fc.nat(5000), anyShares, (users, shares) => {
        const counts = usersByTransport(users, shares)
        expect(sumOf(counts)).toBe(users)
        for (const [n, transport] of transports.entries()) {
          expect(Math.abs((counts[n] ?? 0) - shares[transport] * users)).toBeLessThan(1)
        }
      }),
    )
  })

  test.each([
    [{ websocket: 0.7, upgrade: 0.2, polling: 0.1 }, 10, [7, 2, 1]],
    [{ websocket: 0.29, upgrade: 0.71, polling: 0 }, 100, [29, 71, 0]],
    [onlyOver('upgrade'), 3, [0, 3, 0]],
  ])('%j of %i are %j', (shares, users, expected) => {
    expect(usersByTransport(users, shares)).toEqual(expected)
  })

  test.each([
    [{ websocket: 0.5, upgrade: 0.2, polling: 0.1 }],
    [{ websocket: 1.1, upgrade: -0.1, polling: 0 }],
    [{ websocket: Number.NaN, upgrade: 0, polling: 0 }],
  ])('are refused where the shares are %j', (shares) => {
    expect(() => usersByTransport(10, shares)).toThrow(/sum to 1/)
  })
})

test('a mix alone says nothing of its shares', () => {
  expect(() => onlyOver('mixed')).toThrow(TypeError)
})

/** The transports of the members of each room. */
function byRoom(sizes: readonly number[], dealt: Uint8Array): number[][] {
  const rooms = sizes.map((): number[] => [])
  let user = 0
  for (let member = 0; user < dealt.length; member++) {
    for (const [room, size] of sizes.entries()) if (size > member) rooms[room]?.push(dealt[user++] ?? -1)
  }
  return rooms
}

const countOf = (list: Iterable<number>, wanted: number): number => [...list].filter((one) => one === wanted).length

describe('transports are dealt', () => {
  test('to all users exactly, and to each room to less than 1.5 users', () => {
    fc.assert(
      fc.property(anySizes, anyShares, (sizes, shares) => {
        const users = sumOf(sizes)
        const counts = usersByTransport(users, shares)
        const dealt = dealTransports(sizes, users, shares)
        const rooms = byRoom(sizes, dealt)
        for (const [transport, count] of counts.entries()) {
          expect(countOf(dealt, transport)).toBe(count)
          for (const members of rooms) {
            const share = (count / users) * members.length
            expect(Math.abs(countOf(members, transport) - share)).toBeLessThanOrEqual(1.5)
          }
        }
      }),
    )
  })

  test('to the first members of all rooms as to the others, also where each room has one user of a transport', () => {
    const sizes = new Array<number>(40).fill(10)
    const shares = { websocket: 0.9, upgrade: 0, polling: 0.1 }
    const dealt = dealTransports(sizes, 400, shares)
    const polling = transports.indexOf('polling')
    for (const members of byRoom(sizes, dealt)) expect(countOf(members, polling)).toBe(1)
    for (let row = 0; row < 10; row++) {
      const share = countOf(dealt.subarray(row * 40, (row + 1) * 40), polling)
      expect(Math.abs(share - 4)).toBeLessThanOrEqual(2)
    }
  })
})
