import { expect, test } from 'vitest'
import type { OfferedLoad } from '../../../load/offered-load.ts'
import { checkModel } from '../../../reports/model/model-check.ts'
import { operationsOf } from '../../../reports/model/operations.ts'
import { predict } from '../../../reports/model/predict.ts'
import type { Result } from '../../../reports/report.ts'
import { sampleModel } from '../../support/sample-model.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

const offered: OfferedLoad = {
  users: { websocket: 400, upgrade: 0, polling: 0 },
  connects: { websocket: 0, upgrade: 0, polling: 0 },
  messages: { websocket: 200, upgrade: 0, polling: 0 },
  deliveries: { websocket: 2000, upgrade: 0, polling: 0 },
  payloadBytes: 128,
  acknowledged: false,
  rooms: [{ rooms: 40, members: 10, messages: 200 }],
}
const cluster = { target: 'cluster', instances: 2, adapter: 'redis' } as const
const model = sampleModel({ referenceMicros: 10 })
const predicted = predict(new Map(model.costs.map(({ id, value }) => [id, value])), operationsOf(offered, cluster))

/** A result whose trials took so many times of what the model predicts, on a machine that was so many times slower. */
function measured(factor: number, slower = 1, fields: Partial<Result> = {}): Result {
  const trial = completedTrial({
    metrics: {
      'server.cpu': predicted.gateway * factor * slower,
      'redis.cpu': predicted.redis * factor * slower,
      'server.rss': 2 * (110e6 + 200 * 73_000),
      'reference.serverCpuMicros': 10 * slower,
    },
    windowMs: 3000,
  })
  return sampleResult({ ...cluster, offered, trials: [trial, trial], ...fields })
}

test('a model that is right is off by nothing', () => {
  const { errors, leftOut } = checkModel(model, [measured(1)])
  expect(leftOut).toEqual([])
  expect(errors.map(({ resource }) => resource)).toEqual(['gateway', 'redis', 'memory'])
  for (const { worst } of errors) expect(worst).toBeCloseTo(0, 9)
})

test('the error is that of the prediction, as a share of what was measured', () => {
  const [gateway] = checkModel(model, [measured(1.25)]).predictions
  expect(gateway).toMatchObject({
    resource: 'gateway',
    measured: expect.closeTo(predicted.gateway * 1.25, 9) as number,
  })
  expect(gateway?.error).toBeCloseTo(-0.2, 9)
})

test('what a slower machine took is brought to the speed of the calibration', () => {
  const [gateway] = checkModel(model, [measured(1, 1.3)]).predictions
  expect(gateway?.error).toBeCloseTo(0, 9)
})

test('median and worst error are of sizes, whatever the sign', () => {
  const { errors } = checkModel(model, [measured(1), measured(0.8), measured(1.25)])
  expect(errors[0]).toMatchObject({ resource: 'gateway', workloads: 3 })
  expect(errors[0]?.median).toBeCloseTo(0.2, 9)
  expect(errors[0]?.worst).toBeCloseTo(0.25, 9)
})

test('a workload that was not measured completely is left out, and named', () => {
  const { predictions, leftOut } = checkModel(model, [measured(1, 1, { trials: [] })])
  expect(predictions).toEqual([])
  expect(leftOut).toMatchObject([{ reason: 'no trial was completed' }])
})
