import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { resolveRedis, startRedis, type RedisOptions, type SpawnedRedis } from '../../target/redis-server.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { targetErrorOf } from '../support/rejection.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const mark = new ProcessMark()

async function redis(options?: RedisOptions): Promise<SpawnedRedis> {
  const started = await startRedis(options)
  onTestFinished(() => started.stop())
  return started
}

test('spawns a Redis that answers', async () => {
  const started = await redis()
  expect(started.version).toMatch(/^(Valkey )?\d+\.\d+/)
  expect((await started.usage()).usedMemoryBytes).toBeGreaterThan(0)
})

test('counts the commands between two readings, of which the second reading is one', async () => {
  const started = await redis()
  const first = await started.usage()
  expect((await started.usage()).commands - first.commands).toBe(1)
})

test('uses the Redis that REDIS_URL names', async () => {
  const started = await redis()
  const found = await resolveRedis({ REDIS_URL: started.url, PATH: '' })
  onTestFinished(() => found?.stop())
  expect(found).toMatchObject({ url: started.url, source: 'environment', version: started.version })
})

test('leaves a Redis running that it did not spawn', async () => {
  const started = await redis()
  const found = await resolveRedis({ REDIS_URL: started.url })
  await found?.stop()
  expect((await started.usage()).commands).toBeGreaterThan(0)
})

test('says that nothing answers at REDIS_URL, without its password', async () => {
  const error = await targetErrorOf(resolveRedis({ REDIS_URL: 'redis://ada:secret@127.0.0.1:1' }))
  expect(error.code).toBe('redis-unavailable')
  expect(error.message).toContain('redis://ada:***@127.0.0.1:1')
  expect(error.message).not.toContain('secret')
})

test('finds none where REDIS_URL is not set and no server is on the PATH', async () => {
  expect(await resolveRedis({ PATH: await temporaryFolder() })).toBeUndefined()
})

test('says that the port is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const error = await targetErrorOf(startRedis({ port }))
  expect(error.code).toBe('port-in-use')
  expect(error.message).toContain(`127.0.0.1:${port}`)
})

test('says that a program is not there', async () => {
  const error = await targetErrorOf(startRedis({ program: '/nowhere/redis-server' }))
  expect(error.code).toBe('start-failed')
  expect(error.message).toContain('/nowhere/redis-server')
})

test('gives a program that never gets ready a limited time, and ends it', async () => {
  const program = join(await temporaryFolder(), 'idle-redis')
  await writeFile(program, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 })
  const error = await targetErrorOf(startRedis({ program, startTimeoutMs: 50 }))
  expect(error.code).toBe('start-timeout')
  expect(await mark.pids()).toEqual([])
})

test('reports a crash as a death, and starts again on the same port', async () => {
  const first = await redis()
  await first.kill()
  expect(await first.died).toMatchObject({ what: 'redis', signal: 'SIGKILL' })
  const second = await redis({ port: first.port })
  expect(second.url).toBe(first.url)
})

test('leaves neither process nor file behind after stop', async () => {
  const started = await redis()
  expect(await mark.pids()).toContain(started.pid)
  await started.stop()
  await started.stop()
  expect(await mark.pids()).toEqual([])
  expect(await mark.files()).toEqual([])
})
