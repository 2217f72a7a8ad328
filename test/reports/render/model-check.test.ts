import { expect, test } from 'vitest'
import type { ModelCheck } from '../../../reports/model/model-check.ts'
import { renderModelCheck } from '../../../reports/render/model-check.ts'

const predictions = [
  {
    workload: '20x25, 200/s, 128 B on cluster x2 redis',
    resource: 'gateway',
    predicted: 0.31,
    measured: 0.2931,
    error: 0.0577,
  },
  {
    workload: '100x5, 700/s, 128 B on single',
    resource: 'gateway',
    predicted: 0.1021,
    measured: 0.1139,
    error: -0.1036,
  },
  {
    workload: '20x25, 200/s, 128 B on cluster x2 redis',
    resource: 'redis',
    predicted: 0.021,
    measured: 0.0203,
    error: 0.0345,
  },
  { workload: '100x5, 700/s, 128 B on single', resource: 'memory', predicted: 141e6, measured: 138e6, error: 0.0217 },
  { workload: '100x5, 700/s, 128 B on single', resource: 'out', predicted: 6.2e6, measured: 6.1e6, error: 0.0164 },
] as const

const check: ModelCheck = {
  predictions,
  errors: [
    { resource: 'gateway', workloads: 2, median: 0.0807, worst: 0.1036 },
    { resource: 'redis', workloads: 1, median: 0.0345, worst: 0.0345 },
    { resource: 'memory', workloads: 1, median: 0.0217, worst: 0.0217 },
    { resource: 'out', workloads: 1, median: 0.0164, worst: 0.0164 },
  ],
  leftOut: [],
}

test('predictions stand beside what was measured, resource by resource', async () => {
  await expect(renderModelCheck(check, false)).toMatchFileSnapshot('golden/model-check.txt')
})
