import { expect, test } from 'vitest'
import { createClientFactory } from '../../load/client/factory.ts'
import { compileDialect } from '../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../load/client/dialects/reference.ts'
import { monotonicClock } from '../../load/clock.ts'
import { Recorder } from '../../load/recorder.ts'
import { runIdOf, StampReader } from '../../load/stamp.ts'
import { runTrial } from '../../load/trial.ts'
import type { RunningTarget } from '../../target/target.ts'
import { fakeTarget, measured, testSecret, trialOptions, workloadOf } from '../support/trial-options.ts'

const users = 50
const arrivalRate = 500
const windowMs = 20_000

/**
 * A gateway that freezes for 1 s in every 10 s holds up every tenth message, evenly by 0 to 1,000 ms. So half of the held
 * ones, the last 5 % of all, wait over 500 ms; the last 1 % over 900 ms; the last 0.1 % over 990 ms.
 */
const expected = { p95: 500, p99: 900, p999: 990 }

/** What a closed model sees: one user who sends the next message when the last has been acknowledged. */
async function closedModel(url: string, until: AbortSignal): Promise<Recorder> {
  const dialect = compileDialect(referenceDialect({ secret: testSecret }))
  const factory = createClientFactory('lean', new StampReader(runIdOf(99)))
  const client = factory.create({ url, path: dialect.path, namespace: dialect.namespace, transport: 'websocket' })
  const service = Recorder.empty()
  await client.connect()
  await client.emitWithAck(...(dialect.join?.args('control', 0) ?? ['joinRoom']))
  while (!until.aborted) {
    const sentAt = monotonicClock.now()
    await client.emitWithAck(...dialect.send('control', 'ping', 0))
    service.record(monotonicClock.now() - sentAt)
  }
  client.close()
  await factory.close()
  return service
}

test(
  'a gateway that freezes for 1 s in every 10 s is seen as it is, where a closed model sees nothing',
  { retry: 2 },
  async () => {
    const workload = workloadOf(users, arrivalRate, windowMs, {
      rooms: [{ rooms: users, members: 1, weight: 1 }],
      messages: { warmUpMs: 1000, acknowledged: true },
    })
    const windowOver = new AbortController()
    let running: RunningTarget | undefined
    let control: Promise<Recorder> | undefined
    const trial = await runTrial(
      trialOptions(fakeTarget({ FREEZE: '1000/10000' }), workload, {
        onStarted: (target) => (running = target),
        onPhase: (phase) => {
          if (phase === 'measure') control = closedModel(running?.urls[0] ?? '', windowOver.signal)
          if (phase === 'drain') windowOver.abort()
        },
      }),
    )
    const { histograms, ledger } = measured(trial)
    expect(ledger).toMatchObject({ due: 10_000, sent: 10_000, delivered: 10_000, lost: 0 })
    for (const subject of ['delivery', 'ack']) {
      const times = Recorder.decode(histograms[subject] ?? '')
      for (const [name, percentile] of [
        ['p95', 95],
        ['p99', 99],
        ['p999', 99.9],
      ] as const) {
        const value = times.percentile(percentile) ?? Number.NaN
        expect(Math.abs(value - expected[name]) / expected[name], `${subject} ${name}: ${value} ms`).toBeLessThan(0.05)
      }
    }
    const closed = await control
    expect(closed?.percentile(99.9)).toBeLessThan(expected.p95)
  },
)
