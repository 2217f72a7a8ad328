import { describe, expect, test } from 'vitest'
import { offeredOf, scaled } from '../../../reports/plan/offered-of.ts'
import { stormFlows } from '../../../reports/plan/room-flow.ts'
import { sampleDemand } from '../../support/sample-demand.ts'

const total = (by: Readonly<Record<string, number>>) => Object.values(by).reduce((sum, one) => sum + one, 0)

describe('what a demand offers', () => {
  test('is what its users send, over rooms in proportion to their places', () => {
    const offered = offeredOf(sampleDemand())
    expect(total(offered.messages)).toBeCloseTo(800, 9)
    // 10,000 of 14,000 places are in rooms of 25.
    expect(offered.rooms.map(({ messages }) => messages)).toEqual([
      expect.closeTo((800 * 10) / 14, 9),
      expect.closeTo((800 * 4) / 14, 9),
    ])
    expect(total(offered.deliveries)).toBeCloseTo((800 * (10 * 25 + 4 * 400)) / 14, 6)
  })

  test('is dealt over transports by the shares of users', () => {
    const offered = offeredOf(sampleDemand({ transports: { websocket: 0.5, upgrade: 0.3, polling: 0.2 } }))
    expect(offered.users).toEqual({ websocket: 6000, upgrade: 3600, polling: 2400 })
    expect(offered.connects.polling).toBeCloseTo(4, 9)
    expect(offered.messages.upgrade).toBeCloseTo(240, 9)
  })

  test('holds no messages of users who are in no room', () => {
    const offered = offeredOf(sampleDemand({ rooms: [{ count: 10, members: 30 }] }))
    expect(total(offered.messages)).toBeCloseTo((300 * 4) / 60, 9)
    expect(total(offered.users)).toBe(12_000)
  })

  test('has a message for each room of each user who comes or goes, where presence is on', () => {
    const demand = sampleDemand({ presence: 'on', messagesPerUserPerMinute: 0, rooms: [{ count: 10, members: 1200 }] })
    const offered = offeredOf(demand)
    // 20 users a second come, as many go, each is in one room, and 1,199 others are told.
    expect(total(offered.messages)).toBeCloseTo(40, 9)
    expect(total(offered.deliveries)).toBeCloseTo(40 * 1199, 6)
  })

  test('grows with more rooms as with users, and with larger rooms as with their square', () => {
    const deliveries = (demand = sampleDemand()) => total(offeredOf(demand).deliveries)
    const one = deliveries()
    expect(deliveries(scaled(sampleDemand(), 3))).toBeCloseTo(3 * one, 3)
    expect(deliveries(scaled(sampleDemand(), 3, 'larger'))).toBeCloseTo(9 * one, 3)
  })
})

test('in a storm with presence each member of a room is told of all that leave and come back', () => {
  const demand = sampleDemand({ presence: 'on', rooms: [{ count: 1, members: 100 }] })
  const counted = (share: number) =>
    stormFlows(demand, share, 1).reduce((sum, one) => sum + one.messages * one.reach, 0)
  // Counted one by one: when the i-th of those who return joins, the others and i before it are there; leaving is the reverse.
  const byHand = (back: number) => 2 * Array.from({ length: back }, (_, i) => 100 - back + i).reduce((a, b) => a + b, 0)
  for (const back of [1, 30, 100]) expect(Math.abs(counted(back / 100) - byHand(back))).toBeLessThanOrEqual(back)
})
