import { describe, expect, test } from 'vitest'
import type { CostId } from '../../../reports/model/cost-model.ts'
import { operationsOf } from '../../../reports/model/operations.ts'
import { predict } from '../../../reports/model/predict.ts'
import { scalingSchema } from '../../../reports/scaling.ts'
import type { Result } from '../../../reports/report.ts'
import { scalingOf } from '../../../reports/usl/scaling-of.ts'
import { fanOutLoad } from '../../support/offered-load.ts'
import { sampleCost } from '../../support/sample-model.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

const members = 100
/** Microseconds per message: of a single instance, of publishing it, of taking it in on one other instance. */
const costs = { alone: 1200, publish: 100, broadcast: 60 }

interface Size {
  readonly adapter?: string
  readonly factors?: readonly number[]
  readonly references?: readonly number[]
}

/** A result whose CPU time per delivery is what the costs say, by a factor in each trial. */
function size(instances: number, { adapter = 'redis', factors = [0.99, 1, 1.01], references }: Size = {}): Result {
  const perMessage = costs.alone + (instances === 1 ? 0 : costs.publish + costs.broadcast * (instances - 1))
  const trials = factors.map((factor, at) => {
    const reference = references?.[at]
    const metrics = { 'delivery.serverCpuMicros': (perMessage / members) * factor }
    return completedTrial({
      metrics: reference === undefined ? metrics : { ...metrics, 'reference.serverCpuMicros': reference },
    })
  })
  const offered = fanOutLoad({ members, rate: 50 * instances })
  return sampleResult({
    target: instances === 1 ? 'single' : 'cluster',
    instances,
    adapter,
    offered,
    trials,
    summary: {},
  })
}

const single = size(1, { adapter: 'memory' })

describe('how a cluster scales by CPU time', () => {
  const [scaling] = scalingOf([single, size(2), size(3), size(4)])
  if (scaling === undefined) throw new Error('nothing was told')

  test('is what as many busy cores would make', () => {
    expect(scaling).toMatchObject({ adapter: 'redis', by: 'cpu', workload: '1x100, 50/s, 128 B' })
    expect(scaling.points.map(({ throughput }) => Math.round(throughput))).toEqual([83_333, 147_059, 211_268, 270_270])
  })

  test('fits the law, whose contention is what a second instance makes of all others', () => {
    const { gamma, alpha, beta } = scaling.fit
    expect(gamma.value / 83_333).toBeCloseTo(1, 1)
    expect(alpha.value).toBeGreaterThan(0.04)
    expect(alpha.value).toBeLessThan(0.14)
    expect(beta.value).toBe(0)
    expect(scaling.fit.peak).toBeUndefined()
  })

  test('has an interval around every parameter', () => {
    for (const { value, low = Infinity, high = -Infinity } of [
      scaling.fit.gamma,
      scaling.fit.alpha,
      scaling.fit.beta,
    ]) {
      expect(low).toBeLessThanOrEqual(value)
      expect(high).toBeGreaterThanOrEqual(value)
    }
    expect(scaling.fit.alpha.high).toBeLessThan(0.2)
  })

  test('tells which part goes into taking in broadcasts', () => {
    expect(scaling.points.map(({ broadcastShare }) => broadcastShare)).toEqual([
      0,
      expect.closeTo(60 / 1360, 6),
      expect.closeTo(120 / 1420, 6),
      expect.closeTo(180 / 1480, 6),
    ])
  })

  test('is what a report may hold', () => {
    expect(scalingSchema.parse(JSON.parse(JSON.stringify(scaling)))).toEqual(scaling)
  })
})

describe('scalingOf', () => {
  test('compares each adapter with the single instance', () => {
    const sharded = [2, 3].map((instances) => size(instances, { adapter: 'redis-sharded' }))
    const scalings = scalingOf([single, size(2), size(3), ...sharded])
    expect(scalings.map(({ adapter, points }) => [adapter, points.length])).toEqual([
      ['redis', 3],
      ['redis-sharded', 3],
    ])
  })

  test('leaves out an adapter of which there are fewer than three sizes', () => {
    expect(scalingOf([single, size(2)])).toEqual([])
  })

  test('brings trials to the same speed of the machine, where a reference load saw it', () => {
    // Trials of one size that all saw the same speed do not tell how far they follow it, so the usual power is taken.
    const slower = 1.3 ** 0.7
    const slow = size(2, { factors: [slower, slower, slower], references: [13, 13, 13] })
    const others = [size(1, { adapter: 'memory', references: [10, 10, 10] }), size(3, { references: [10, 10, 10] })]
    const [scaling] = scalingOf([...others, slow])
    expect(scaling?.points[1]?.cpuPerDeliveryMicros).toBeCloseTo(13.6, 6)
  })

  test('tells no interval where every size was measured once', () => {
    const once = { factors: [1] }
    const [scaling] = scalingOf([size(1, { adapter: 'memory', ...once }), size(2, once), size(3, once)])
    expect(scaling?.fit.alpha).toEqual({ value: expect.closeTo(0.09, 1) as number })
  })

  test('tells no share of broadcasts where it is not known what was asked', () => {
    const { offered, ...unknown } = single
    const [scaling] = scalingOf([unknown, size(2), size(3)])
    expect(offered).toBeDefined()
    expect(scaling?.workload).toBe('fan-out')
    expect(scaling?.points.map(({ broadcastShare }) => broadcastShare)).toEqual([undefined, undefined, undefined])
  })
})

describe('instances that are mostly idle', () => {
  const costs = new Map<CostId, number>([
    ['instance', 3000],
    ['wake', 2000],
    ['message', 30],
    ['delivery', 10],
    ['deliveryByte', 0],
    ['messageByte', 0],
    ['idle.websocket', 0],
    ['publish', 60],
    ['broadcast', 40],
    ['broadcastByte', 0],
    ['redis.base', 0],
    ['redis.publish', 0],
    ['redis.delivery', 0],
    ['redis.byte', 0],
  ])
  const calibration = { costs: [...costs].map(([id, value]) => sampleCost(id, value)) }
  const results = [1, 2, 3, 4].map((instances) => {
    const adapter = instances === 1 ? 'memory' : 'redis'
    const offered = fanOutLoad({ members: 10, rate: 80 * instances })
    const { gateway } = predict(costs, operationsOf(offered, { instances, adapter }))
    const metrics = { 'server.cpu': gateway, 'delivery.serverCpuMicros': (gateway * 1e6) / (800 * instances) }
    return sampleResult({ instances, adapter, offered, trials: [completedTrial({ metrics })] })
  })

  test('scale as busy ones do where a calibration tells what they take for being idle', () => {
    const [scaling] = scalingOf(results, calibration)
    expect(scaling?.idleSubtracted).toBe(true)
    expect(scaling?.points.map(({ cpuPerDeliveryMicros }) => cpuPerDeliveryMicros)).toEqual(
      [13, 23, 27, 31].map((micros) => expect.closeTo(micros, 6) as number),
    )
  })

  test('seem to scale better than busy ones where it does not', () => {
    const [[plain], [net]] = [scalingOf(results), scalingOf(results, calibration)]
    expect(plain?.idleSubtracted).toBe(false)
    expect(plain?.fit.alpha.value).toBeLessThan(0.8 * (net?.fit.alpha.value ?? 0))
  })

  test('are brought to the speed of the machine that the calibration is stated for', () => {
    const faster = results.map((result) => {
      const trials = result.trials.flatMap((trial) =>
        trial.status === 'completed'
          ? [completedTrial({ metrics: { ...halved(trial.metrics), 'reference.serverCpuMicros': 6 } })]
          : [],
      )
      return { ...result, trials }
    })
    const [scaling] = scalingOf(faster, { ...calibration, referenceMicros: 12 })
    expect(scaling?.points[0]?.cpuPerDeliveryMicros).toBeCloseTo(13, 0)
  })
})

function halved(metrics: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(metrics).map(([id, value]) => [id, value / 2]))
}
