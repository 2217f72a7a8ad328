import { describe, expect, test } from 'vitest'
import { machineSpeedOf } from '../../../reports/model/machine-speed.ts'
import { observationsOf } from '../../../reports/model/observation.ts'
import { loadName, workloadName } from '../../../reports/model/workload-name.ts'
import type { Result } from '../../../reports/report.ts'
import { byTransport, fanOutLoad } from '../../support/offered-load.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial, invalidTrial } from '../../support/sample-trial.ts'

const offered = fanOutLoad({ members: 100, rate: 50 })

function measured(metrics: readonly Readonly<Record<string, number>>[], fields: Partial<Result> = {}): Result {
  return sampleResult({ offered, trials: metrics.map((one) => completedTrial({ metrics: one })), ...fields })
}

const observe = (results: readonly Result[]) => observationsOf(results, machineSpeedOf(results))

describe('an observation', () => {
  test('is the median over the trials that count', () => {
    const result = measured([{ 'server.cpu': 0.1 }, { 'server.cpu': 0.3 }, { 'server.cpu': 0.12 }])
    const { used } = observe([{ ...result, trials: [...result.trials, invalidTrial()] }])
    expect(used).toMatchObject([{ gateway: 0.12, redis: undefined, idleShare: 0.88, trials: 3 }])
  })

  test('is brought to the median speed of the machine, but for the share of idle time', () => {
    const slow = measured([{ 'server.cpu': 0.3, 'redis.cpu': 0.03, 'reference.serverCpuMicros': 15 }])
    const fast = measured([{ 'server.cpu': 0.2, 'redis.cpu': 0.02, 'reference.serverCpuMicros': 10 }])
    const usual = measured([{ 'server.cpu': 0.24, 'redis.cpu': 0.024, 'reference.serverCpuMicros': 12 }])
    const results = [slow, fast, usual]
    const { used } = observationsOf(results, machineSpeedOf(results, { micros: 12, exponent: 1 }))
    expect(used.map(({ gateway }) => gateway)).toEqual([expect.closeTo(0.24), expect.closeTo(0.24), 0.24])
    expect(used.map(({ redis }) => redis)).toEqual([expect.closeTo(0.024), expect.closeTo(0.024), 0.024])
    expect(used.map(({ idleShare }) => idleShare)).toEqual([0.7, 0.8, 0.76])
  })

  test('can be brought to the speed of another run', () => {
    const result = measured([{ 'server.cpu': 0.2, 'reference.serverCpuMicros': 10 }])
    const { used } = observationsOf([result], machineSpeedOf([result], { micros: 12, exponent: 1 }))
    expect(used[0]?.gateway).toBeCloseTo(0.24)
  })

  test('is not made of results that send no messages, or are too short to tell', () => {
    const silent = measured([{ 'server.cpu': 0.1 }], { offered: { ...offered, messages: byTransport() } })
    const short = sampleResult({ offered, trials: [completedTrial({ metrics: { 'server.cpu': 0.1 }, windowMs: 500 })] })
    const { offered: load, ...old } = measured([{ 'server.cpu': 0.1 }])
    expect(load).toBeDefined()
    expect(observe([silent, short, old])).toEqual({ used: [], leftOut: [] })
  })

  test.each([
    [{ 'server.cpu': 0.1, 'send.dropped': 2 }, 'not all of its messages were sent and delivered'],
    [{ 'server.cpu': 0.1, 'delivered.ratio': 0.9 }, 'not all of its messages were sent and delivered'],
    [{ 'delivery.p99': 3 }, 'the CPU time of the gateway was not measured'],
  ])('is not made of a trial with %j, and says so', (metrics, reason) => {
    expect(observe([measured([metrics])]).leftOut).toEqual([{ workload: '1x100, 50/s, 128 B on single', reason }])
  })
})

describe('the name of a workload', () => {
  test('tells rooms, rate, length and target', () => {
    const target = { target: 'cluster', instances: 2, adapter: 'redis' }
    expect(workloadName(fanOutLoad({ rooms: 40, members: 10, rate: 1200 }), target)).toBe(
      '40x10, 1,200/s, 128 B on cluster x2 redis',
    )
  })

  test('tells rooms of several sizes, transports and acknowledgements', () => {
    const rooms = [
      { rooms: 50, members: 2, messages: 40 },
      { rooms: 10, members: 10, messages: 40 },
      { rooms: 1, members: 5, messages: 0 },
    ]
    const users = byTransport({ websocket: 140, upgrade: 10, polling: 50 })
    expect(loadName({ ...offered, rooms, users, acknowledged: true })).toBe(
      '50x2+10x10, 50/s, 128 B, acknowledged, 25 % polling, 5 % upgraded',
    )
  })
})
