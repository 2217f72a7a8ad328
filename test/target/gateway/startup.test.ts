import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startRedis } from '../../../target/redis-server.ts'
import { failToStartGateway, startGateway } from '../../support/gateway-process.ts'

test('prints one line, with the address it listens on', async () => {
  const gateway = await startGateway()
  expect(gateway.lines()).toEqual([`listening on ${gateway.url}`])
  expect(await (await fetch(`${gateway.url}/health`)).json()).toMatchObject({
    status: 'ok',
    adapter: 'memory',
    sockets: 0,
  })
  await gateway.stop()
})

test('LOG_LEVEL=log shows how Nest starts', async () => {
  const gateway = await startGateway({ LOG_LEVEL: 'log' })
  expect(gateway.lines().join('\n')).toContain('ChatGateway subscribed to the "message" message')
  await gateway.stop()
})

test('every wrong option is reported in one line, without secrets, and the exit code is 2', async () => {
  const failure = await failToStartGateway({
    PORT: '65536',
    JWT_SECRET: 'too short a secret',
    REDIS_URL: 'http://user:password@redis',
    PING_TIMEOUT: 'soon',
  })
  expect(failure).toEqual({
    exitCode: 2,
    signal: null,
    lines: [
      'PORT="65536": must be a whole number from 0 to 65535',
      'JWT_SECRET: must have at least 32 bytes, such as the output of "openssl rand -base64 32"',
      'REDIS_URL: must be a URL that starts with redis:// or rediss://',
      'PING_TIMEOUT="soon": must be a whole number of at least 1',
    ],
  })
})

test('a port in use is one line and exit code 2', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  expect(await failToStartGateway({ PORT: String(port) })).toEqual({
    exitCode: 2,
    signal: null,
    lines: [
      `cannot listen on 127.0.0.1:${port}: the port is in use; set PORT to another one, or to 0 for any free port`,
    ],
  })
})

test('an address of another host is one line and exit code 2', async () => {
  expect(await failToStartGateway({ HOST: '192.0.2.1' })).toEqual({
    exitCode: 2,
    signal: null,
    lines: [
      'cannot listen on 192.0.2.1:0: this host does not have that address; set HOST to one it has, such as 127.0.0.1',
    ],
  })
})

test.each(['redis', 'redis-sharded', 'redis-streams'])(
  '%s without a Redis is one line and exit code 2',
  async (adapter) => {
    const failure = await failToStartGateway({ ADAPTER: adapter, REDIS_URL: 'redis://user:password@127.0.0.1:1' })
    expect(failure).toEqual({
      exitCode: 2,
      signal: null,
      lines: [
        'cannot use Redis at 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1; start it, set REDIS_URL to one that runs, or set ADAPTER=memory',
      ],
    })
  },
)

test('a Redis that accepts connections and never answers is one line and exit code 2', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  onTestFinished(() => void silent.close())
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const failure = await failToStartGateway({ ADAPTER: 'redis', REDIS_URL: `redis://127.0.0.1:${port}` })
  expect(failure.exitCode).toBe(2)
  expect(failure.lines).toHaveLength(1)
  expect(failure.lines[0]).toMatch(`cannot use Redis at 127.0.0.1:${port}: no answer`)
})

test('redis-sharded with a Redis from before version 7 is one line and exit code 2', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'gatecrash-old-redis-'))
  onTestFinished(async () => rm(directory, { recursive: true }))
  const program = join(directory, 'old-redis')
  await writeFile(program, '#!/bin/sh\nexec redis-server "$@" --rename-command SSUBSCRIBE ""\n', { mode: 0o755 })
  const redis = await startRedis({ program })
  onTestFinished(async () => redis.stop())
  expect(await failToStartGateway({ ADAPTER: 'redis-sharded', REDIS_URL: redis.url })).toEqual({
    exitCode: 2,
    signal: null,
    lines: ['ADAPTER=redis-sharded needs a Redis that knows SSUBSCRIBE; update Redis, or set ADAPTER=redis'],
  })
})

test('ADAPTER=ipc outside of a cluster is one line and exit code 2', async () => {
  expect(await failToStartGateway({ ADAPTER: 'ipc' })).toEqual({
    exitCode: 2,
    signal: null,
    lines: ['ADAPTER=ipc needs a Node cluster worker; start it from a cluster primary, or use ADAPTER=memory'],
  })
})
