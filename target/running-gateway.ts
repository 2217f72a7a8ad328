import type { Warning } from '../load/warning.ts'
import type { Instance } from './instance.ts'
import { allowOpenFiles } from './open-files.ts'
import type { RedisHandle } from './redis-handle.ts'
import type {
  InstanceProfiler,
  InstanceUsage,
  RedisProvenance,
  RunningTarget,
  TargetDeath,
  TargetUsage,
} from './target.ts'

/** What a gateway that we started consists of. */
export interface GatewayParts {
  readonly adapter: string
  readonly instances: readonly Instance[]
  /** Where the gateway is; default: the URLs of the instances. */
  readonly urls?: readonly string[] | undefined
  /** One per process that may end. */
  readonly deaths: readonly Promise<TargetDeath>[]
  readonly redis: RedisHandle | undefined
  readonly primaryUsage?: ((collect: boolean) => Promise<InstanceUsage>) | undefined
  readonly warnings: readonly Warning[]
  /** Stops the instances; Redis is stopped after them. */
  readonly stopInstances: () => Promise<void>
}

/** A gateway that we started: one instance or several. */
export class RunningGateway implements RunningTarget {
  readonly urls: readonly string[]
  readonly adapter: string
  readonly redis: RedisProvenance | undefined
  readonly warnings: readonly Warning[]
  readonly died: Promise<TargetDeath>
  readonly profilers: readonly InstanceProfiler[]
  readonly #parts: GatewayParts
  #stopped: Promise<void> | undefined

  constructor(parts: GatewayParts) {
    const { instances, redis } = parts
    this.#parts = parts
    this.urls = parts.urls ?? instances.map(({ url }) => url)
    this.adapter = parts.adapter
    this.profilers = instances.flatMap(({ profiler }) => profiler ?? [])
    this.redis = redis && { version: redis.version, source: redis.source }
    this.warnings = parts.warnings
    const death = Promise.race([...parts.deaths, ...(redis ? [redis.died] : [])])
    this.died = new Promise((resolve) => {
      void death.then((first) => {
        if (this.#stopped === undefined) resolve(first)
      })
    })
  }

  async usage(options: { readonly collect?: boolean } = {}): Promise<TargetUsage> {
    const { instances, redis, primaryUsage } = this.#parts
    const collect = options.collect === true
    const [usages, redisUsage, primary] = await Promise.all([
      Promise.all(instances.map((instance) => instance.usage(collect))),
      redis?.usage(),
      primaryUsage?.(collect),
    ])
    return { instances: usages, redis: redisUsage, ...(primary && { primary }) }
  }

  async allowOpenFiles(perInstance: number): Promise<void> {
    for (const [index, { pid }] of this.#parts.instances.entries()) {
      await allowOpenFiles(`instance ${index + 1}`, pid, perInstance)
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll()
    return this.#stopped
  }

  async #stopAll(): Promise<void> {
    await this.#parts.stopInstances()
    await this.#parts.redis?.stop()
  }
}
