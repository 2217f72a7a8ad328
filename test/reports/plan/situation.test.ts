import { describe, expect, test } from 'vitest'
import { lackingCosts } from '../../../reports/plan/lacking-costs.ts'
import { situationOf } from '../../../reports/plan/situation.ts'
import { sampleDemand, samplePrices, type DemandFields } from '../../support/sample-demand.ts'

const situation = (fields: DemandFields = {}, instances = 3) =>
  situationOf(sampleDemand(fields), samplePrices(), instances)

describe('an instance at peak', () => {
  test('keeps its connections resident beside itself', () => {
    expect(situation().memory).toBeCloseTo(110e6 + 4000 * (0.9 * 73_000 + 0.1 * 80_000), 3)
  })

  test('has two sockets for each user, four for one who polls, while broken connections are not noticed', () => {
    expect(situation().openFiles).toBe(64 + 2 * 4000)
    expect(situation({ transports: { websocket: 0, upgrade: 0, polling: 1 } }).openFiles).toBe(64 + 4 * 4000)
  })

  test('puts texts, packets and connecting on the wire', () => {
    const { bandwidth } = situation({ arrivalsPerMinute: 0, transports: { websocket: 1, upgrade: 0, polling: 0 } })
    expect(bandwidth.in).toBeCloseTo((8 * 800 * (128 + 57)) / 3, 3)
    const deliveries = (800 * (10 * 25 + 4 * 400)) / 14
    expect(bandwidth.out).toBeCloseTo((8 * deliveries * (128 + 92)) / 3, 2)
  })

  test('moves headers of requests too where users poll: one for a delivery, two for an acknowledged message', () => {
    const transports = { websocket: 0, upgrade: 0, polling: 1 }
    const { bandwidth } = situation({ transports, arrivalsPerMinute: 0 }, 1)
    const deliveries = (800 * (10 * 25 + 4 * 400)) / 14
    expect(bandwidth.in).toBeCloseTo(8 * (800 * (128 + 300) + (1600 + deliveries) * 240), 1)
  })

  test('says which figures of traffic are missing', () => {
    const all = Object.entries(samplePrices().bytes)
    const bytes = Object.fromEntries(all.filter(([id]) => id !== 'messageUp.websocket'))
    const told = situationOf(sampleDemand(), { ...samplePrices(), bytes }, 3)
    expect(told.bandwidth.missing).toEqual(['messageUp.websocket'])
  })

  test('has no delivery time where nobody sends, or where it cannot keep up', () => {
    expect(situation({ messagesPerUserPerMinute: 0 }).p99).toBeNull()
    expect(situation({}, 1).p99).toBeNull()
  })

  test('delivers to a large room no faster than it writes to its members there', () => {
    const rooms = [{ count: 1, members: 12_000 }]
    const { p99 = 0 } = situation({ rooms, messagesPerUserPerMinute: 0.01 }, 4)
    expect(p99).toBeGreaterThan((0.98 * 3000 * 11.2) / 1000)
  })
})

describe('what a calibration lacks', () => {
  const without = (pattern: RegExp) => {
    const { costs, ...prices } = samplePrices()
    return { ...prices, costs: new Map([...costs].filter(([id]) => !pattern.test(id))) }
  }

  test('is nothing for users that it measured', () => {
    expect(lackingCosts(sampleDemand(), without(/poll/i))).toEqual([])
  })

  test('is named for users that it did not', () => {
    const polling = sampleDemand({ transports: { websocket: 0, upgrade: 0, polling: 1 } })
    expect(lackingCosts(polling, without(/poll/i))).toEqual([
      ...['connect.polling', 'idle.polling', 'poll', 'pollDelivery', 'pollDeliveryByte', 'pollBroadcast'],
    ])
    expect(lackingCosts(sampleDemand({ arrivalsPerMinute: 0 }), without(/upgrade/))).toEqual(['connect.upgrade'])
    expect(lackingCosts(sampleDemand(), { ...samplePrices(), rss: new Map() })).toEqual([
      ...['memory of websocket', 'memory of upgrade'],
    ])
  })

  test('is what passes messages on, where more than one instance is asked for', () => {
    const alone = without(/publish|broadcast|redis/)
    expect(lackingCosts(sampleDemand(), alone)).toContain('publish')
    const demand = sampleDemand({ deployment: { adapter: 'memory' }, policy: { spareInstances: 0 } })
    expect(lackingCosts(demand, alone)).toEqual([])
  })
})
