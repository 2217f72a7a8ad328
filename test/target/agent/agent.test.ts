import { once } from 'node:events'
import { connect } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { AgentLink } from '../../../target/agent-link.ts'
import { NodeProcess } from '../../../target/node-process.ts'
import { eventually } from '../../support/eventually.ts'
import { nodeScript } from '../../support/plain-gateway-command.ts'
import { targetErrorOf } from '../../support/rejection.ts'

const server = 'const server = require("node:http").createServer((_, answer) => answer.end()).listen(0, "127.0.0.1");'

async function start(script = '', delayResolutionMs = 20): Promise<NodeProcess & { readonly lines: string[] }> {
  const lines: string[] = []
  const started = await NodeProcess.start({
    what: 'instance 1',
    command: nodeScript(server + script),
    env: process.env,
    startTimeoutMs: 30_000,
    delayResolutionMs,
    onLine: (line) => lines.push(line),
  })
  onTestFinished(() => started.stop(5_000))
  return Object.assign(started, { lines })
}

test('counts the open connections', async () => {
  const started = await start()
  const { hostname, port } = new URL(started.url)
  const sockets = Array.from({ length: 3 }, () => connect(Number(port), hostname))
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  await eventually('three connections in a reading', async () =>
    (await started.usage(false)).connections === 3 ? true : undefined,
  )
})

test('frees garbage before it reads the heap when asked to', async () => {
  const started = await start(
    'globalThis.waste = Array.from({ length: 500_000 }, (_, i) => ({ i })); waste = undefined;',
  )
  const before = await started.usage(false)
  const after = await started.usage(true)
  expect((before.heapUsedBytes ?? 0) - (after.heapUsedBytes ?? 0)).toBeGreaterThan(5_000_000)
})

test('does not count the collections that it forces itself', async () => {
  const started = await start('globalThis.kept = Array.from({ length: 500_000 }, (_, i) => ({ i }));')
  const before = await started.usage(true)
  for (let i = 0; i < 5; i++) await started.usage(true)
  const after = await started.usage(false)
  expect(after.gcMs).toBe(before.gcMs)
})

test('says how long the event loop was blocked since the last reading, and then starts afresh', async () => {
  const blockedMs = 300
  // The timer lets samples be taken after the first reading and before the blockade.
  const started = await start(
    `const block = () => { const end = performance.now() + ${blockedMs}; while (performance.now() < end); console.log("done") };
     process.on("SIGUSR2", () => setTimeout(block, 100))`,
  )
  await started.usage(false)
  process.kill(started.pid, 'SIGUSR2')
  await eventually('the end of the blockade', () => (started.lines.includes('done') ? true : undefined))
  const blocked = (await started.usage(false)).eventLoopDelay
  expect(blocked?.max).toBeGreaterThan(blockedMs / 2)
  const next = await eventually('a sample', async () => (await started.usage(false)).eventLoopDelay)
  expect(next.max).toBeLessThan(blocked?.max ?? 0)
})

test('samples no event-loop delay where that is switched off', async () => {
  const started = await start('', 0)
  expect((await started.usage(false)).eventLoopDelay).toBeUndefined()
})

test('shows the application no variable of its own', async () => {
  const started = await start('console.log(process.env.GATECRASH_AGENT)')
  expect(started.lines).toEqual(['undefined'])
})

test('keeps out of processes that the application forks', async () => {
  const child = `spawn(process.execPath, ['-e', 'console.log(process.listenerCount("message"))'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })`
  const started = await start(`require('node:child_process').${child}`)
  await eventually('the answer of the child', () => started.lines[0])
  expect(started.lines).toEqual(['0'])
})

test('says that an instance with a blocked event loop does not answer', async () => {
  const link = new AgentLink('instance 1', { send: () => undefined, onMessage: () => undefined })
  const error = await targetErrorOf(link.usage(false, 1))
  expect(error.code).toBe('unreachable')
  expect(error.message).toBe('Instance 1 did not say what it uses within 1 ms: its event loop is blocked.')
})

test('says that an instance has ended while it was asked', async () => {
  const started = await start('process.on("message", () => process.exit(0))')
  const error = await targetErrorOf(started.usage(false))
  expect(error.message).toBe('Instance 1 ended before it said what it uses.')
})
