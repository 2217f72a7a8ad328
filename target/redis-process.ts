import { rm } from 'node:fs/promises'

import { OrphanGuard } from './orphan-guard.ts'
import type { SpawnedRedis } from './redis-handle.ts'
import { RedisUsageReader } from './redis-usage.ts'
import type { SupervisedProcess } from './supervised-process.ts'
import type { RedisUsage, TargetDeath } from './target.ts'

const stopGraceMs = 3_000

/** A Redis server process of ours, with its data directory and the guard that removes both when we are ended by force. */
export class RedisProcess implements SpawnedRedis {
  readonly source = 'spawned'
  readonly url: string
  readonly port: number
  version = 'unknown'
  readonly #server: SupervisedProcess
  readonly #reader: RedisUsageReader
  readonly #cleared: Promise<void>

  constructor(server: SupervisedProcess, host: string, port: number, directory: string) {
    this.url = `redis://${host}:${port}`
    this.port = port
    this.#server = server
    this.#reader = new RedisUsageReader(this.url)
    const guard = new OrphanGuard(server.pid, directory)
    this.#cleared = server.exited.then(async () => {
      await guard.release()
      await rm(directory, { recursive: true, force: true })
    })
  }

  get died(): Promise<TargetDeath> {
    return this.#server.died
  }

  get pid(): number {
    return this.#server.pid
  }

  get lastLines(): readonly string[] {
    return this.#server.lastLines
  }

  /** Learns the version; rejects with a `TargetError` when the server does not answer. */
  async identify(): Promise<void> {
    this.version = (await this.#reader.read()).version
  }

  async usage(): Promise<RedisUsage> {
    return (await this.#reader.read()).usage
  }

  async kill(): Promise<void> {
    await this.#server.kill()
    await this.#cleared
  }

  async stop(): Promise<void> {
    this.#reader.close()
    await this.#server.stop(stopGraceMs)
    await this.#cleared
  }
}
