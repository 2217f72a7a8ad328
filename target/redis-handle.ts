import type { RedisProvenance, RedisUsage, TargetDeath } from './target.ts'

/** A Redis that a cluster may use. */
export interface RedisHandle extends RedisProvenance {
  readonly url: string
  /** Of a Redis that we spawned, when it ends unasked; of another one it never resolves. */
  readonly died: Promise<TargetDeath>
  /** What it has used so far. Rejects with a `TargetError` (`redis-unavailable`). */
  usage(): Promise<RedisUsage>
  /** Stops it if we spawned it, and closes our connection to it. Safe to call twice. */
  stop(): Promise<void>
}

/** A Redis that we spawned. */
export interface SpawnedRedis extends RedisHandle {
  readonly source: 'spawned'
  readonly port: number
  readonly pid: number
  /** The last lines that it printed, oldest first. */
  readonly lastLines: readonly string[]
  /** Ends it at once, as a crash would; `died` then resolves. It may be started again on the same port. */
  kill(): Promise<void>
}
