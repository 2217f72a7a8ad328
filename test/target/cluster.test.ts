import { expect, onTestFinished, test } from 'vitest'

import type { Adapter } from '../../target/adapter.ts'
import { clusterTarget, redisNotMeasured, type ClusterOptions } from '../../target/cluster.ts'
import { findFreePort } from '../../target/free-port.ts'
import { TargetError } from '../../target/target-error.ts'
import type { RunningTarget } from '../../target/target.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { nodeScript, plainGateway } from '../support/plain-gateway-command.ts'
import { targetErrorOf } from '../support/rejection.ts'

const mark = new ProcessMark()

/** Ends, as if by a fault of its own, when it is asked to. */
const mortal = nodeScript(
  `require('node:http').createServer((request, answer) => {
     if (request.url === '/die') process.exit(7)
     answer.end()
   }).listen(process.env.PORT, process.env.HOST)`,
)

async function start(options: ClusterOptions): Promise<RunningTarget> {
  const running = await clusterTarget({ ...plainGateway, ...options }).start()
  onTestFinished(() => running.stop())
  return running
}

test.each([0, 1.5, -1, Number.NaN])('refuses %d instances', (instances) => {
  expect(() => clusterTarget({ instances })).toThrow(TargetError)
})

test('refuses an adapter that does not connect the instances', () => {
  expect(() => clusterTarget({ adapter: 'memory' })).toThrow('would not hear each other')
})

test('uses cluster IPC where there is no Redis, and says so first', async () => {
  const running = await start({ env: { PATH: '', REDIS_URL: undefined } })
  expect(running.adapter).toBe('ipc')
  expect(running.redis).toBeUndefined()
  expect(running.warnings[0]).toEqual(redisNotMeasured)
})

test('does not replace an adapter that was asked for', async () => {
  const target = clusterTarget({ ...plainGateway, adapter: 'redis-sharded', env: { PATH: '', REDIS_URL: undefined } })
  expect((await targetErrorOf(target.start())).code).toBe('redis-unavailable')
})

test('says where its Redis came from and what it uses', async () => {
  const running = await start({ adapter: 'redis', env: { REDIS_URL: undefined } })
  expect(running.redis).toMatchObject({ source: 'spawned' })
  expect((await running.usage()).redis?.usedMemoryBytes).toBeGreaterThan(0)
})

test('says what the process uses that carries the messages of an IPC cluster', async () => {
  const running = await start({ adapter: 'ipc' })
  expect((await running.usage()).primary?.cpuMs).toBeGreaterThan(0)
})

test.each<Adapter>(['redis', 'ipc'])('names the instance that died: %s', async (adapter) => {
  const running = await start({ adapter, command: mortal })
  await fetch(`${running.urls[1] ?? ''}/die`).catch(() => undefined)
  expect(await running.died).toMatchObject({ what: 'instance 2', exitCode: 7, signal: null })
})

test('names Redis when that died', async () => {
  const running = await start({ adapter: 'redis', instances: 1, env: { REDIS_URL: undefined } })
  const [redis = Number.NaN] = await mark.pidsOf(/(redis|valkey)-server /)
  process.kill(redis, 'SIGKILL')
  expect(await running.died).toMatchObject({ what: 'redis', signal: 'SIGKILL' })
})

test.each<Adapter>(['redis', 'ipc'])('stops everything when one instance does not start: %s', async (adapter) => {
  const script = 'console.error("no room for me"); process.exitCode = 3'
  const error = await targetErrorOf(clusterTarget({ adapter, command: nodeScript(script) }).start())
  expect(error.message).toMatch(/^instance \d ended \(exit code 3\) .*no room for me/)
  expect(await mark.pids()).toEqual([])
})

test('gives the instances consecutive ports where a first one is named', async () => {
  const first = await findFreePort('127.0.0.1')
  const ports = nodeScript(
    'require("node:http").createServer((_, answer) => answer.end(process.env.PORT)).listen(0, process.env.HOST)',
  )
  const running = await start({ adapter: 'ipc', port: first, command: ports })
  const told = await Promise.all(running.urls.map(async (url) => Number(await (await fetch(url)).text())))
  expect(told).toEqual([first, first + 1])
})
