import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findExecutable } from './executable.ts'
import { findFreePort } from './free-port.ts'
import type { RedisHandle, SpawnedRedis } from './redis-handle.ts'
import { RedisProcess } from './redis-process.ts'
import { RedisUsageReader } from './redis-usage.ts'
import { SupervisedProcess } from './supervised-process.ts'
import { TargetError } from './target-error.ts'

const host = '127.0.0.1'
const programs = ['redis-server', 'valkey-server']
const portAttempts = 5

export type { RedisHandle, SpawnedRedis } from './redis-handle.ts'

/** How a Redis is spawned. */
export interface RedisOptions {
  /** Default: any free port. */
  readonly port?: number | undefined
  /** The server program. Default: `redis-server` or `valkey-server` on the PATH. */
  readonly program?: string | undefined
  /** Put before the command, such as `['taskset', '-c', '0']`. */
  readonly launcher?: readonly string[] | undefined
  /** The most that a start may take, in milliseconds. Default 10,000. */
  readonly startTimeoutMs?: number | undefined
}

/**
 * Finds a Redis: the one that `REDIS_URL` names, else one spawned from the PATH, else `undefined`.
 *
 * Rejects with a `TargetError` (`redis-unavailable`) when `REDIS_URL` is set and nothing answers there: what was asked for
 * is not replaced by something else.
 */
export async function resolveRedis(
  env: NodeJS.ProcessEnv,
  options: RedisOptions = {},
): Promise<RedisHandle | undefined> {
  const url = env['REDIS_URL']
  if (url !== undefined && url !== '') return await useRedis(url)
  const program = options.program ?? (await findExecutable(programs, env['PATH'] ?? ''))
  return program === undefined ? undefined : await startRedis({ ...options, program })
}

async function useRedis(url: string): Promise<RedisHandle> {
  const reader = new RedisUsageReader(url)
  const { version } = await reader.read()
  return {
    url,
    version,
    source: 'environment',
    died: new Promise(() => undefined),
    usage: async () => (await reader.read()).usage,
    stop: () => Promise.resolve(reader.close()),
  }
}

/**
 * Spawns a Redis that only this machine can reach and that writes nothing to disk.
 *
 * Rejects with a `TargetError`: `redis-unavailable` when there is no server program, `port-in-use`, `start-failed`, `start-timeout`.
 */
export async function startRedis(options: RedisOptions = {}): Promise<SpawnedRedis> {
  const program = options.program ?? (await findExecutable(programs, process.env['PATH'] ?? ''))
  if (program === undefined) {
    throw new TargetError(
      'redis-unavailable',
      'There is no redis-server or valkey-server on the PATH: install one (in a checkout of gatecrash "npm run setup" does), or set REDIS_URL.',
    )
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnPort(program, options.port ?? (await findFreePort(host)), options)
    } catch (error) {
      const isTaken = error instanceof TargetError && error.code === 'port-in-use'
      if (!isTaken || options.port !== undefined || attempt === portAttempts) throw error
    }
  }
}

async function startOnPort(program: string, port: number, options: RedisOptions): Promise<SpawnedRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'gatecrash-redis-'))
  const ready = Promise.withResolvers<void>()
  const server = await SupervisedProcess.start({
    what: 'redis',
    command: [program, ...serverArguments(port, directory)],
    launcher: options.launcher,
    onLine: (line) => {
      if (line.includes('Ready to accept connections')) ready.resolve()
    },
  }).catch(async (error: unknown) => {
    await rm(directory, { recursive: true, force: true })
    throw error
  })
  const redis = new RedisProcess(server, host, port, directory)
  try {
    await untilReady(server, ready.promise, port, options.startTimeoutMs ?? 10_000)
    await redis.identify()
    return redis
  } catch (error) {
    await redis.stop()
    throw error
  }
}

function serverArguments(port: number, directory: string): readonly string[] {
  return ['--port', `${port}`, '--bind', host, '--save', '', '--appendonly', 'no', '--dir', directory]
}

async function untilReady(
  server: SupervisedProcess,
  ready: Promise<void>,
  port: number,
  timeoutMs: number,
): Promise<void> {
  const timedOut = Promise.withResolvers<'timeout'>()
  const timer = setTimeout(() => timedOut.resolve('timeout'), timeoutMs)
  const outcome = await Promise.race([ready.then(() => 'ready' as const), server.exited, timedOut.promise])
  clearTimeout(timer)
  if (outcome === 'ready') return
  if (outcome === 'timeout') {
    throw new TargetError('start-timeout', `Redis is not ready after ${timeoutMs} ms on port ${port}.`)
  }
  const lines = server.lastLines
  if (lines.some((line) => /address already in use|failed listening/i.test(line))) {
    throw new TargetError('port-in-use', `Redis cannot listen on ${host}:${port}: the port is in use.`)
  }
  throw new TargetError('start-failed', `Redis ended at once: ${lines.at(-1) ?? `exit code ${outcome.exitCode}`}.`)
}
