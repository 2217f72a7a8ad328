import { afterEach, expect, test } from 'vitest'
import { firstProbeSequence } from '../../load/ledger.ts'
import { runTrial } from '../../load/trial.ts'
import { singleTarget } from '../../target/single.ts'
import type { Target } from '../../target/target.ts'
import { MeddlingProxy, type Meddler } from '../support/meddling-proxy.ts'
import { measured, testSecret, trialOptions, workloadOf } from '../support/trial-options.ts'

const members = 20
const messages = 100
const proxies: MeddlingProxy[] = []

afterEach(async () => {
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
})

/** The reference gateway behind a proxy that meddles with the messages of the schedule and lets probes pass. */
function behindProxy(meddler: Meddler): Target {
  const target = singleTarget({ env: { JWT_SECRET: testSecret } })
  return {
    name: target.name,
    start: async () => {
      const running = await target.start()
      const proxy = new MeddlingProxy(running.urls[0] ?? '', (sequence, receiver) =>
        sequence >= firstProbeSequence ? 'pass' : meddler(sequence, receiver),
      )
      proxies.push(proxy)
      return {
        urls: [await proxy.listen()],
        adapter: running.adapter,
        redis: running.redis,
        warnings: running.warnings,
        died: running.died,
        usage: (options) => running.usage(options),
        allowOpenFiles: (files) => running.allowOpenFiles(files),
        stop: () => running.stop(),
      }
    },
  }
}

/** One sender, so that the sequence number is the number of the message; no warm-up, so that all of them count. */
async function ledgerBehind(meddler: Meddler) {
  const workload = workloadOf(members, 50, (messages / 50) * 1000, { messages: { warmUpMs: 0, drainTimeoutMs: 1000 } })
  const { ledger } = measured(await runTrial(trialOptions(behindProxy(meddler), workload)))
  return ledger
}

const expected = messages * members

test('what the proxy swallows is lost, delivery by delivery', async () => {
  const ledger = await ledgerBehind((sequence, receiver) =>
    sequence % 10 === 3 && receiver % 4 === 1 ? 'swallow' : 'pass',
  )
  const swallowed = (messages / 10) * (members / 4)
  expect(ledger).toMatchObject({
    expected,
    lost: swallowed,
    delivered: expected - swallowed,
    duplicated: 0,
    reordered: 0,
  })
})

test('what the proxy repeats is duplicated, and still delivered once', async () => {
  const ledger = await ledgerBehind((sequence, receiver) => (sequence % 5 === 0 && receiver < 3 ? 'repeat' : 'pass'))
  expect(ledger).toMatchObject({ expected, delivered: expected, lost: 0, duplicated: (messages / 5) * 3, reordered: 0 })
})

test('what the proxy swaps is reordered, and nothing is lost', async () => {
  const ledger = await ledgerBehind((sequence, receiver) => (sequence % 20 === 7 && receiver === 0 ? 'swap' : 'pass'))
  expect(ledger).toMatchObject({ expected, delivered: expected, lost: 0, duplicated: 0, reordered: messages / 20 })
})

test('all of it at once is told apart', async () => {
  const ledger = await ledgerBehind((sequence, receiver) => {
    if (receiver === 2) return sequence % 25 === 0 ? 'swallow' : 'pass'
    if (receiver === 5) return sequence % 25 === 1 ? 'repeat' : 'pass'
    return receiver === 8 && sequence % 25 === 2 ? 'swap' : 'pass'
  })
  expect(ledger).toMatchObject({
    expected,
    delivered: expected - 4,
    lost: 4,
    duplicated: 4,
    reordered: 4,
    unexpected: 0,
  })
})
