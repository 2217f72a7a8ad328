import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runHttpTrial } from '../../../load/http/http-trial.ts'
import { Recorder } from '../../../load/recorder.ts'
import type { TrialPhase } from '../../../load/trial-result.ts'
import { clusterTarget } from '../../../target/cluster.ts'
import { externalTarget } from '../../../target/external.ts'
import { singleTarget } from '../../../target/single.ts'
import { startGateway } from '../../support/gateway-process.ts'
import { httpPlan, httpTarget, httpTrialOptions } from '../../support/http-trial-options.ts'
import { ProcessMark } from '../../support/marked-processes.ts'
import { readMetrics } from '../../support/read-metrics.ts'
import { measured, testSecret } from '../../support/trial-options.ts'

const mark = new ProcessMark()
const env = { JWT_SECRET: testSecret }
const requests = ['health', 'history', 'handshake'] as const

test('all three requests of the reference gateway are answered, timed and told with what they cost', async () => {
  const result = measured(await runHttpTrial(httpTrialOptions(singleTarget({ env }), httpPlan({ requests }))))
  for (const request of requests) {
    expect(result.metrics[`http.${request}.failed`], JSON.stringify(result.failures)).toBe(0)
    for (const figure of ['p50', 'rate', 'serverCpuMicros', 'service.p50']) {
      expect(result.metrics[`http.${request}.${figure}`], `${request} ${figure}`).toBeGreaterThan(0)
    }
    const recorded = Recorder.decode(result.histograms[`http.${request}`] ?? '').count
    expect(recorded * (1000 / 400)).toBeCloseTo(result.metrics[`http.${request}.rate`] ?? 0)
  }
  expect(await mark.pids()).toEqual([])
})

test('a cluster has its connections dealt over the instances, by several workers', async () => {
  const options = httpTrialOptions(clusterTarget({ env }), httpPlan({ requests, connections: 5, rate: 200 }))
  const result = measured(await runHttpTrial({ ...options, generator: { ...options.generator, workers: 2 } }))
  for (const request of requests) {
    expect(result.metrics[`http.${request}.failed`], JSON.stringify(result.failures)).toBe(0)
    expect(result.metrics[`http.${request}.rate`]).toBe(200)
  }
})

test('handshakes leave no more sessions behind than there are connections', async () => {
  const gateway = await startGateway()
  try {
    const target = externalTarget({ urls: [gateway.url] })
    const options = httpTrialOptions(target, httpPlan({ requests: ['handshake'], connections: 3 }))
    const answered = measured(await runHttpTrial(options)).metrics['http.handshake.rate'] ?? 0
    expect(answered).toBeGreaterThan(20)
    // One of them is the first question whether the server answers at all.
    expect((await readMetrics(gateway.url)).get('socketio_engine_clients')).toBeLessThanOrEqual(4)
  } finally {
    await gateway.stop()
  }
})

test('a token that the server refuses fails the trial, with what to do', async () => {
  const gateway = await startGateway({ JWT_SECRET: `${testSecret}-but-another-one` })
  try {
    const plan = httpPlan({ requests: ['health', 'history'], historyMessages: 0 })
    const result = await runHttpTrial(httpTrialOptions(externalTarget({ urls: [gateway.url] }), plan))
    expect(result).toMatchObject({
      status: 'failed',
      phase: 'probe',
      error: {
        code: 'not-answered',
        message: `GET ${gateway.url}/rooms/gatecrash-http/messages was answered with status 401: it refuses the token; set JWT_SECRET to the secret of that gateway`,
      },
    })
  } finally {
    await gateway.stop()
  }
})

test('as many requests are told as the server has answered', async () => {
  const running = await httpTarget().start()
  try {
    const options = httpTrialOptions(externalTarget({ urls: running.urls }), httpPlan({ warmUpMs: 0, connections: 3 }))
    const result = measured(await runHttpTrial(options))
    const { count } = Recorder.decode(result.histograms['http.health'] ?? '')
    const answered = Number(await (await fetch(`${running.urls[0]}/count`)).text())
    expect(count).toBeLessThan(answered)
    // Beside them: the question whether all is well, and what was under way before the window and after it.
    expect(count).toBeGreaterThan(answered * 0.6)
  } finally {
    await running.stop()
  }
})

test('answers that are none are counted by their status and have no response time', async () => {
  const plan = httpPlan({ rate: 100 })
  const result = measured(await runHttpTrial(httpTrialOptions(httpTarget({ STATUS: '503' }), plan)))
  expect(result.failures).toEqual({ 'health.status-503': 40 })
  expect(result.metrics).toMatchObject({ 'http.health.failed': 40, 'http.health.rate': 0 })
  expect(result.metrics).not.toHaveProperty('http.health.p50')
})

test('requests whose connection is ended are counted, and the others go on', async () => {
  const plan = httpPlan({ rate: 100, connections: 2 })
  const { failures, metrics } = measured(await runHttpTrial(httpTrialOptions(httpTarget({ BREAK_EVERY: '10' }), plan)))
  expect(failures).toEqual({ 'health.reset': 4 })
  expect(metrics['http.health.rate']).toBe(90)
})

test('a server that ends every connection after its answer loses no request by that', async () => {
  const { failures, metrics } = measured(
    await runHttpTrial(httpTrialOptions(httpTarget({ CLOSE: 'yes' }), httpPlan({ rate: 100 }))),
  )
  expect(failures).toEqual({})
  expect(metrics['http.health.rate']).toBe(100)
})

test('what is never answered, and what never left because of that, is told apart', async () => {
  const plan = httpPlan({ rate: 50, connections: 3, timeoutMs: 1000 })
  const { failures, metrics } = measured(await runHttpTrial(httpTrialOptions(httpTarget({ SILENT_AFTER: '5' }), plan)))
  const counted = Object.values(failures).reduce((sum, count) => sum + count, 0)
  expect(counted).toBe(20)
  expect(metrics['http.health.failed']).toBe(20)
  expect(failures['health.not-sent']).toBeGreaterThan(0)
})

test('a server that dies fails the trial in its own words', async () => {
  const result = await runHttpTrial(httpTrialOptions(httpTarget({ DIE_AFTER: '40' }), httpPlan({ rate: 100 })))
  expect(result).toMatchObject({
    status: 'failed',
    error: {
      code: 'target-died',
      message: expect.stringMatching(/^instance 1 ended with exit code 7.*out of order$/) as string,
    },
  })
  expect(await mark.pids()).toEqual([])
})

test.each(['start', 'connect', 'probe', 'warm-up', 'measure'] as const)(
  'an interruption in the phase %s ends the trial there and leaves no process',
  async (at: TrialPhase) => {
    const interruption = new AbortController()
    const result = await runHttpTrial(
      httpTrialOptions(httpTarget({ DELAYS: '[5]' }), httpPlan({ windowMs: 30_000 }), {
        signal: interruption.signal,
        onPhase: (phase) => {
          if (phase === at) void delay(at === 'measure' ? 200 : 0).then(() => interruption.abort())
        },
      }),
    )
    expect(result).toMatchObject({ status: 'interrupted', phase: at })
    if (at === 'measure' && result.status === 'interrupted') {
      expect(result.partial?.metrics['http.health.p50']).toBeGreaterThanOrEqual(5)
    }
    expect(await mark.pids()).toEqual([])
  },
)
