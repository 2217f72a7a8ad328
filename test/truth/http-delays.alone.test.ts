import { expect, test } from 'vitest'
import { runHttpTrial } from '../../load/http/http-trial.ts'
import { httpPlan, httpTarget, httpTrialOptions } from '../support/http-trial-options.ts'
import { measured } from '../support/trial-options.ts'

// Retried because a stall of a shared machine is a delay too, and nobody planned it.
test('a server with known delays is measured to within 2 % or 1 ms of them', { retry: 2 }, async () => {
  const delays = Array.from({ length: 200 }, (_, n) => (n % 10 === 0 ? 300 : 100))
  const plan = httpPlan({ rate: 100, connections: 60, windowMs: 2000, warmUpMs: 300 })
  const { metrics } = measured(
    await runHttpTrial(httpTrialOptions(httpTarget({ DELAYS: JSON.stringify(delays) }), plan)),
  )
  expect(metrics['http.health.rate']).toBe(100)
  for (const [percentile, delay] of [
    ['p50', 100],
    ['p99', 300],
  ] as const) {
    expect(Math.abs((metrics[`http.health.${percentile}`] ?? Number.NaN) - delay)).toBeLessThan(delay * 0.02 + 1)
  }
})

test('requests that wait for a stalled server are timed from when they were due', { retry: 2 }, async () => {
  // One connection, 50 requests a second, and each answer takes 40 ms: the queue grows by 20 ms with every request.
  const plan = httpPlan({ rate: 50, connections: 1, windowMs: 1000, warmUpMs: 0 })
  const { metrics, failures } = measured(await runHttpTrial(httpTrialOptions(httpTarget({ DELAYS: '[40]' }), plan)))
  expect(failures).toEqual({})
  expect(metrics['http.health.rate']).toBe(50)
  expect(metrics['http.health.service.p50']).toBeLessThan(60)
  expect(metrics['http.health.p50']).toBeGreaterThan(400)
  expect(metrics['http.health.max']).toBeGreaterThan(950)
})
