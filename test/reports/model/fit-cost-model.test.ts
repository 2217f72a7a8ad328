import { describe, expect, test } from 'vitest'
import type { CompletedTrial } from '../../../load/trial-result.ts'
import { fitCostModel } from '../../../reports/model/fit-cost-model.ts'
import type { CostId, CostModel } from '../../../reports/model/cost-model.ts'
import { costModelSchema } from '../../../reports/model/cost-model.ts'
import { summarise } from '../../../reports/summary.ts'
import { completedTrial } from '../../support/sample-trial.ts'
import { fanOutLoad } from '../../support/offered-load.ts'
import {
  syntheticCalibration,
  tellingLoads,
  trueConnectionCosts,
  trueCosts,
} from '../../support/synthetic-calibration.ts'

const costOf = (model: CostModel, id: CostId) => {
  const cost = model.costs.find((one) => one.id === id)
  if (cost === undefined) throw new Error(`the model has no ${id}`)
  return cost
}
const codes = (model: CostModel) => model.warnings.map(({ code }) => code)
const errorsOf = (model: CostModel) =>
  model.residuals.map(({ measured, predicted }) => Math.abs(predicted / measured - 1))

function timesCpu(trial: CompletedTrial, factor: number): CompletedTrial {
  const cpu = (trial.metrics['server.cpu'] ?? 0) * factor
  return completedTrial({ ...trial, metrics: { ...trial.metrics, 'server.cpu': cpu } })
}

describe('the fit of a machine that was made up', () => {
  test('finds its costs where nothing is noisy', () => {
    const model = fitCostModel(syntheticCalibration({ noise: 0 }))
    for (const [id, value] of trueCosts) expect(costOf(model, id).value / value, id).toBeCloseTo(1, 4)
    expect(Math.max(...errorsOf(model))).toBeLessThan(1e-4)
    expect(codes(model)).not.toContain('residual-large')
  })

  test('has the true costs within its intervals about as often as it says', () => {
    const runs = 6
    let held = 0
    for (let seed = 1; seed <= runs; seed++) {
      const model = fitCostModel(syntheticCalibration({ seed, noise: 0.03 }))
      for (const [id, value] of trueCosts) {
        const { low, high } = costOf(model, id)
        if (low <= value && value <= high) held++
      }
    }
    expect(held / (runs * trueCosts.size)).toBeGreaterThan(0.88)
  })

  test('finds the costs that matter within a tenth', () => {
    const model = fitCostModel(syntheticCalibration({ seed: 5, noise: 0.03 }))
    for (const id of ['delivery', 'pollDelivery', 'message', 'redis.base'] as const) {
      expect(Math.abs(costOf(model, id).value / (trueCosts.get(id) ?? 0) - 1), id).toBeLessThan(0.1)
    }
  })

  test('is not misled by a machine that slows down and recovers, where a reference load saw it', () => {
    const steady = fitCostModel(syntheticCalibration({ noise: 0 }))
    const witnessed = fitCostModel(syntheticCalibration({ noise: 0, drift: 0.15, hasReference: true }))
    const alone = fitCostModel(syntheticCalibration({ noise: 0, drift: 0.15 }))
    expect(Math.max(...errorsOf(witnessed))).toBeLessThan(0.02)
    expect(Math.max(...errorsOf(alone))).toBeGreaterThan(0.05)
    expect(witnessed.referenceMicros).toBeCloseTo(12, 0)
    expect(steady.referenceMicros).toBeUndefined()
  })

  test('says that trials without the reference load are not corrected', () => {
    const [first, ...others] = syntheticCalibration({ hasReference: true })
    const trials = first?.trials.map((trial) => {
      if (trial.status !== 'completed') return trial
      const metrics = Object.entries(trial.metrics).filter(([id]) => id !== 'reference.serverCpuMicros')
      return { ...trial, metrics: Object.fromEntries(metrics) }
    })
    if (first === undefined || trials === undefined) throw new Error('no result')
    expect(codes(fitCostModel([{ ...first, trials }, ...others]))).toContain('reference-load-missing')
  })

  test.each([2, 3])('takes little harm from a single wild trial of %i', (trials) => {
    const results = syntheticCalibration({ noise: 0.01, trials })
    const wild = results.map((result, at) => {
      if (at !== 3) return result
      const spoiled = result.trials.map((trial, n) =>
        n === 1 && trial.status === 'completed' ? timesCpu(trial, 2.5) : trial,
      )
      return { ...result, trials: spoiled, summary: summarise(spoiled) }
    })
    const [usual, model] = [fitCostModel(results), fitCostModel(wild)]
    for (const id of ['message', 'delivery', 'pollDelivery', 'publish'] as const) {
      expect(costOf(model, id).value / costOf(usual, id).value, id).toBeCloseTo(1, 1)
    }
  })

  test('gives the same costs for the same results', () => {
    const results = syntheticCalibration()
    expect(fitCostModel(results)).toEqual(fitCostModel(results))
  })

  test('is what a report may hold', () => {
    const model = fitCostModel(syntheticCalibration())
    expect(costModelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model)
  })
})

describe('costs that workloads cannot tell apart', () => {
  const upToTwo = tellingLoads.filter(([, instances]) => instances <= 2)
  const model = fitCostModel(syntheticCalibration({ loads: upToTwo }))

  test('are marked: on two instances every message is published once and taken in once', () => {
    expect(costOf(model, 'publish').told).toBe(false)
    expect(costOf(model, 'broadcast').told).toBe(false)
    expect(costOf(model, 'message').told).toBe(true)
  })

  test('are named together', () => {
    const together = model.warnings.filter(({ code }) => code === 'costs-not-told-apart').map(({ message }) => message)
    expect(together).toContainEqual(expect.stringContaining('passing a message on, taking in a broadcast'))
    expect(together).toContainEqual(expect.stringContaining('a message published, a message passed on'))
  })

  test('have intervals from nothing to all of it', () => {
    const all = (trueCosts.get('publish') ?? 0) + (trueCosts.get('broadcast') ?? 0)
    for (const id of ['publish', 'broadcast'] as const) {
      const { low, high } = costOf(model, id)
      expect(low).toBe(0)
      expect(high).toBeGreaterThan(0.7 * all)
    }
  })

  test('still have the right sum', () => {
    const sum = costOf(model, 'publish').value + costOf(model, 'broadcast').value
    expect(sum / 105).toBeCloseTo(1, 0)
  })
})

describe('what is measured by itself', () => {
  const model = fitCostModel(syntheticCalibration({ noise: 0 }))

  test('is taken over: connects in microseconds, idle connections in microseconds per second', () => {
    for (const id of ['connect.websocket', 'connect.polling', 'idle.websocket'] as const) {
      expect(costOf(model, id).value).toBeCloseTo(trueConnectionCosts[id], 6)
      expect(costOf(model, id).told).toBe(true)
    }
    expect(model.costs.map(({ id }) => id)).not.toContain('connect.upgrade')
  })

  test('says how sure it is of three trials', () => {
    expect(model.warnings.find(({ code }) => code === 'too-few-trials-for-the-interval')?.message).toContain(
      'connect.websocket (3 trials: 75 %)',
    )
  })

  test('tells memory per connection, per handler and of an instance', () => {
    expect(model.memory).toEqual([
      { transport: 'websocket', heap: 35_000, rss: 45_000 },
      { transport: 'polling', heap: 45_000, rss: 60_000 },
    ])
    expect(model.memoryPerHandler).toBeCloseTo(400)
    expect(model.baseRss).toBeGreaterThan(140e6)
    expect(model.baseRss).toBeLessThan(200e6)
  })

  test('tells where it was measured', () => {
    expect(model.ranges).toMatchObject({
      members: { min: 2, max: 100 },
      payload: { min: 128, max: 8192 },
      instances: { min: 1, max: 3 },
      messages: { min: 8, max: 2500 },
    })
  })
})

describe('a model', () => {
  test('leaves out workloads that were not carried out, and says so', () => {
    const [first, ...others] = syntheticCalibration()
    if (first === undefined) throw new Error('no result')
    const trials = [completedTrial({ metrics: { 'server.cpu': 0.9, 'delivered.ratio': 0.8 } })]
    const model = fitCostModel([{ ...first, trials }, ...others])
    expect(model.residuals.map(({ workload }) => workload)).not.toContain('250x2, 250/s, 128 B on single')
    expect(model.warnings.find(({ code }) => code === 'workload-left-out')?.message).toBe(
      '1 workload left out of the fit, because not all of its messages were sent and delivered: 250x2, 250/s, 128 B on single.',
    )
  })

  test('warns of workloads that it does not explain', () => {
    const results = syntheticCalibration({ noise: 0 }).map((result, at) => {
      if (at !== 4) return result
      const trials = result.trials.map((trial) =>
        trial.status === 'completed'
          ? completedTrial({ ...trial, metrics: { ...trial.metrics, 'server.cpu': 0.5 } })
          : trial,
      )
      return { ...result, trials }
    })
    const warned = fitCostModel(results).warnings.filter(({ code }) => code === 'residual-large')
    expect(warned.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^5x100, 20\/s, 128 B on single: by the fitted costs the gateway takes \d+ % less than was/,
      ),
    )
  })

  test('is of one adapter, the one with the most results', () => {
    const results = syntheticCalibration()
    const sharded = results.slice(-1).map((result) => ({ ...result, adapter: 'redis-sharded' }))
    const model = fitCostModel([...results, ...sharded])
    expect(model.adapter).toBe('redis')
    expect(model.residuals.map(({ workload }) => workload).join()).not.toContain('sharded')
  })

  test('cannot be fitted without workloads that send messages', () => {
    const quiet = syntheticCalibration().filter(({ scenario }) => scenario === 'connect')
    expect(() => fitCostModel(quiet)).toThrow('no result is a workload with messages')
  })

  test('names no cost of what was not done', () => {
    const loads = [10, 50, 100, 500].map((rate) => [fanOutLoad({ rate }), 1] as const)
    const model = fitCostModel(syntheticCalibration({ loads }))
    expect(model.adapter).toBe('memory')
    expect(model.costs.map(({ id }) => id)).not.toContain('publish')
  })
})
