import { expect, test } from 'vitest'
import { runTrial } from '../../load/trial.ts'
import { mix } from '../../scenarios/mix.ts'
import { defaultValues, ParameterValues } from '../../scenarios/parameter-values.ts'
import { clusterTarget } from '../../target/cluster.ts'
import { readMetrics } from '../support/read-metrics.ts'
import { measured, testSecret, trialOptions } from '../support/trial-options.ts'

test('rooms of two sizes on three transports, on a cluster, are one complete account', async () => {
  const values = new ParameterValues({
    ...defaultValues(mix.parameters, 'smoke'),
    ...{ rooms: '6x5,1x30', upgrade: 0.3, polling: 0.2, rate: 60, warmUpRate: 200, window: 1000, acknowledged: 'yes' },
  })
  let urls: readonly string[] = []
  let connected: Promise<ReadonlyMap<string, number>[]> | undefined
  const target = clusterTarget({ adapter: 'redis', env: { JWT_SECRET: testSecret } })
  const options = trialOptions(target, mix.workload(values, 'mixed', 1), {
    onStarted: (running) => {
      urls = running.urls
    },
    onPhase: (phase) => {
      if (phase === 'warm-up') connected = Promise.all(urls.map(readMetrics))
    },
  })
  const { ledger, metrics, failures } = measured(
    await runTrial({ ...options, generator: { ...options.generator, workers: 2 } }),
  )
  expect(ledger?.due).toBeGreaterThan(30)
  expect(ledger).toMatchObject({
    sent: ledger?.due,
    delivered: ledger?.expected,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    unexpected: 0,
  })
  expect(failures).toEqual({})
  expect(metrics['ack.rate']).toBe(ledger?.due)
  // Of 60 users 12 poll, and 30 + 18 are on websockets once the upgrades are over: half of each on either instance.
  const counts = await connected
  expect(counts).toHaveLength(2)
  for (const count of counts ?? []) {
    const polling = count.get('socketio_transport_sockets{transport="polling"}') ?? Number.NaN
    expect(Math.abs(polling - 6)).toBeLessThanOrEqual(1)
    expect(count.get('socketio_transport_sockets{transport="websocket"}')).toBe(30 - polling)
  }
})
