import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaleDown, type VerifyLimits } from '../../../reports/plan/scale-down.ts'
import { sampleDemand, samplePrices } from '../../support/sample-demand.ts'

const limits: VerifyLimits = { cores: 0.5, users: 4000, instances: 2, payload: { min: 40, max: 16_384 } }
const prices = samplePrices()

test('a demand that a machine carries is not made smaller', () => {
  const small = sampleDemand({ users: 250, rooms: [{ count: 10, members: 25 }] })
  expect(scaleDown(small, prices, limits)).toMatchObject({ factor: 1, users: 250, rooms: small.rooms })
})

test('rooms become fewer and keep their sizes, and everybody says as much as before', () => {
  const demand = sampleDemand()
  const { factor, rooms, users, rate } = scaleDown(demand, prices, limits)
  expect(factor).toBeLessThan(1)
  for (const { count, members } of rooms) {
    const before = demand.rooms.find((room) => room.members === members)
    expect(Math.abs(count - (before?.count ?? 0) * factor)).toBeLessThan(1 + (before?.count ?? 0) * 0.2)
  }
  expect(users).toBe(rooms.reduce((sum, { count, members }) => sum + count * members, 0))
  // 12,000 users with 14,000 memberships send 4 messages per minute each.
  expect(rate / users).toBeCloseTo((12_000 * 4) / 60 / 14_000, 6)
})

test('users stay within the limit, whatever the demand', () => {
  const sizes = fc.record({ count: fc.integer({ min: 1, max: 50_000 }), members: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(
      fc.array(sizes, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 300, max: 5000 }),
      (rooms, users) => {
        const demand = sampleDemand({ users: 1e6, rooms })
        const scaled = scaleDown(demand, prices, { ...limits, users })
        expect(scaled.users).toBeLessThanOrEqual(users)
        expect(scaled.users).toBeGreaterThan(0)
      },
    ),
  )
})

test('with the memory adapter there is one instance', () => {
  const demand = sampleDemand({ deployment: { adapter: 'memory' } })
  expect(scaleDown(demand, prices, limits).instances).toBe(1)
})

test('what is left out of the demand is said', () => {
  const demand = sampleDemand({
    presence: 'on',
    payload: 8,
    rooms: [
      { count: 900, members: 10 },
      { count: 1, members: 3000 },
    ],
  })
  const { leftOut, payload } = scaleDown(demand, prices, { ...limits, users: 2000 })
  expect(payload).toBe(40)
  expect(leftOut).toEqual([
    'Texts have 40 bytes here; from 40 to 16384 can be sent.',
    'Rooms of 3000 are left out: not one of them fits.',
    'Nobody arrives while it is measured; what connecting costs, the calibration measured by itself.',
    'Presence is off: who comes and goes is not told here.',
  ])
})

test('a demand of which not one room fits is refused', () => {
  const demand = sampleDemand({ rooms: [{ count: 1, members: 10_000 }] })
  expect(() => scaleDown(demand, prices, limits)).toThrow(
    new RangeError(
      'no part of this demand fits on this machine: its smallest share has more than 4000 users or takes more than 0.5 cores',
    ),
  )
})
