import type { Server } from 'node:net'
import {
  constants,
  monitorEventLoopDelay,
  performance,
  PerformanceObserver,
  type PerformanceEntry,
} from 'node:perf_hooks'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import type { InstanceUsage } from '../target.ts'

/** Full collections per request: objects with finalizers are freed by the one after that which found them dead. */
const collections = 3

/** Which readings have a standing cost, and what it is. */
export interface UsageReaderOptions {
  /**
   * Time between two samples of the event-loop delay, in milliseconds; 0 takes none. Each sample wakes the process, which
   * an idle one notices in its CPU time.
   */
  readonly delayResolutionMs: number
}

/**
 * Reads what this process has used so far.
 *
 * Collections that we force are left out of the CPU time, the busy time and the collection time: they are our doing.
 * Nothing is attached to a connection, so the memory per connection stays what it is without us.
 */
export class UsageReader {
  readonly #servers = new Set<Server>()
  readonly #resolutionMs: number
  readonly #delay: ReturnType<typeof monitorEventLoopDelay> | undefined
  #gcMs = 0
  #collectCpuMs = 0
  #collectActiveMs = 0
  #collect: (() => void) | undefined

  constructor(options: UsageReaderOptions) {
    this.#resolutionMs = options.delayResolutionMs
    if (options.delayResolutionMs > 0) {
      this.#delay = monitorEventLoopDelay({ resolution: options.delayResolutionMs })
      this.#delay.enable()
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!isForced(entry)) this.#gcMs += entry.duration
    }).observe({ entryTypes: ['gc'] })
  }

  /** Counts the connections of this server from now on, until it closes. */
  follow(server: Server): void {
    this.#servers.add(server)
    server.once('close', () => this.#servers.delete(server))
  }

  /** Takes a reading; with `collect` after full garbage collections. */
  async read(collect: boolean): Promise<InstanceUsage> {
    const eventLoopDelay = this.#readDelay()
    if (collect) await this.#runCollections()
    const connections = await this.#countConnections()
    const memory = process.memoryUsage()
    return {
      source: 'agent',
      at: Number(process.hrtime.bigint()) / 1e6,
      cpuMs: cpuMs() - this.#collectCpuMs,
      rssBytes: memory.rss,
      heapUsedBytes: memory.heapUsed,
      externalBytes: memory.external,
      eventLoopDelay,
      eventLoopActiveMs: performance.eventLoopUtilization().active - this.#collectActiveMs,
      gcMs: this.#gcMs,
      connections,
    }
  }

  /**
   * The histogram holds the time between two samples, of which `resolution` was meant to pass. A timer may fire a fraction
   * of a millisecond early; that is no delay.
   */
  #readDelay(): InstanceUsage['eventLoopDelay'] {
    if (this.#delay === undefined || this.#delay.count === 0) return undefined
    const delayOf = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - this.#resolutionMs)
    const reading = {
      p50: delayOf(this.#delay.percentile(50)),
      p99: delayOf(this.#delay.percentile(99)),
      max: delayOf(this.#delay.max),
    }
    this.#delay.reset()
    return reading
  }

  async #runCollections(): Promise<void> {
    this.#collect ??= exposedCollection()
    for (let i = 0; i < collections; i++) {
      const cpuBefore = cpuMs()
      const before = performance.now()
      this.#collect()
      this.#collectActiveMs += performance.now() - before
      this.#collectCpuMs += cpuMs() - cpuBefore
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#delay?.reset()
  }

  async #countConnections(): Promise<number> {
    const counts = await Promise.all(
      [...this.#servers].map((server) => promisify(server.getConnections.bind(server))()),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function isForced(entry: PerformanceEntry): boolean {
  const { flags } = (entry as PerformanceEntry & { readonly detail: { readonly flags: number } }).detail
  return (flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0
}

/** V8 hands out its collector only to contexts made after this flag was set. */
function exposedCollection(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
