import { describe, expect, test } from 'vitest'
import { stormOf } from '../../../reports/plan/storm.ts'
import { sampleDemand, samplePlan, samplePrices, type DemandFields } from '../../support/sample-demand.ts'

const storm = (fields: DemandFields, instances = 4, share = 1) =>
  stormOf(sampleDemand(fields), samplePrices(), instances, share)

describe('a reconnect storm', () => {
  test('takes what connecting costs, over what the load at peak leaves', () => {
    const { work, free, seconds } = storm({})
    // 3,000 users per instance, of whom 9 in 10 cost 700 us and the others 1,500.
    expect(work).toBeCloseTo(3000 * (0.9 * 700e-6 + 0.1 * 1500e-6), 9)
    expect(seconds).toBeCloseTo(work / free, 9)
  })

  test('takes in proportion to the share of users, and less by more instances', () => {
    expect(storm({}, 4, 0.5).work).toBeCloseTo(storm({}).work / 2, 9)
    expect(storm({}, 8).seconds).toBeLessThan((storm({}).seconds ?? 0) / 2)
  })

  test('is never worked off where nothing is left over', () => {
    expect(storm({}, 1).seconds).toBeNull()
  })

  test('is quadratic in the size of rooms where they are told who comes', () => {
    const work = (members: number) => {
      const rooms = [{ count: 12_000 / members, members }]
      return storm({ presence: 'on', rooms }).work - storm({ rooms }).work
    }
    // As many rooms fewer as each is larger: what is told of one user grows in proportion.
    expect(work(1000) / work(100)).toBeGreaterThan(7)
    expect(work(1000) / work(100)).toBeLessThan(11)
  })

  test('may be held up by Redis, where rooms are told', () => {
    const rooms = [{ count: 12_000, members: 2 }]
    expect(storm({ presence: 'on', rooms, messagesPerUserPerMinute: 0 }, 100).heldUpByRedis).toBe(true)
    expect(storm({ rooms }, 100).heldUpByRedis).toBe(false)
  })
})

test('when spare instances fail, their users come to the others', () => {
  const { failover, answer } = samplePlan({ policy: { spareInstances: 2 } })
  expect(failover).toMatchObject({ users: (12_000 * 2) / answer.instances, instances: answer.instances - 2 })
  expect(samplePlan({ policy: { spareInstances: 0 } }).failover).toBeUndefined()
})
