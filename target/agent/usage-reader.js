import { constants, monitorEventLoopDelay, performance, PerformanceObserver } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** @typedef {import('../target.ts').InstanceUsage} InstanceUsage */

/** Full collections per request: objects with finalizers are freed by the one after that which found them dead. */
const collections = 3

/**
 * Reads what this process has used so far.
 *
 * Collections that we force are left out of the CPU time, the busy time and the collection time: they are our doing.
 * Nothing is attached to a connection, so the memory per connection stays what it is without us.
 */
export class UsageReader {
  /** @type {Set<import('node:net').Server>} */
  #servers = new Set()
  #resolutionMs
  /** @type {ReturnType<typeof monitorEventLoopDelay> | undefined} */
  #delay
  #gcMs = 0
  #collectCpuMs = 0
  #collectActiveMs = 0
  /** @type {(() => void) | undefined} */
  #collect

  /**
   * `delayResolutionMs` is the time between two samples of the event-loop delay; 0 takes none. Each sample wakes the
   * process, which an idle one notices in its CPU time.
   *
   * @param {{ readonly delayResolutionMs: number }} options
   */
  constructor({ delayResolutionMs }) {
    this.#resolutionMs = delayResolutionMs
    if (delayResolutionMs > 0) {
      this.#delay = monitorEventLoopDelay({ resolution: delayResolutionMs })
      this.#delay.enable()
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!isForced(entry)) this.#gcMs += entry.duration
    }).observe({ entryTypes: ['gc'] })
  }

  /**
   * Counts the connections of this server from now on, until it closes.
   *
   * @param {import('node:net').Server} server
   */
  follow(server) {
    this.#servers.add(server)
    server.once('close', () => this.#servers.delete(server))
  }

  /**
   * Takes a reading; with `collect` after full garbage collections.
   *
   * @param {boolean} collect
   * @returns {Promise<InstanceUsage>}
   */
  async read(collect) {
    const eventLoopDelay = await this.#readDelay()
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
      youngBytes: youngBytes(),
      eventLoopDelay,
      eventLoopActiveMs: performance.eventLoopUtilization().active - this.#collectActiveMs,
      gcMs: this.#gcMs,
      connections,
    }
  }

  /**
   * The histogram holds the time between two samples, of which the resolution was meant to pass. A timer may fire a fraction
   * of a millisecond early; that is no delay. Node leaves out the first sample after a reset, so the first `resolution` after
   * a reading is not seen.
   *
   * @returns {Promise<InstanceUsage['eventLoopDelay']>}
   */
  async #readDelay() {
    if (this.#delay === undefined) return undefined
    // A request that has waited through a blockade may be handled before the sample that shows it: overdue timers come first
    // in the next turn of the loop.
    await nextTurn()
    await nextTurn()
    if (this.#delay.count === 0) return undefined
    const reading = {
      p50: this.#delayOf(this.#delay.percentile(50)),
      p99: this.#delayOf(this.#delay.percentile(99)),
      max: this.#delayOf(this.#delay.max),
    }
    this.#delay.reset()
    return reading
  }

  /** @param {number} nanoseconds */
  #delayOf(nanoseconds) {
    return Math.max(0, nanoseconds / 1e6 - this.#resolutionMs)
  }

  async #runCollections() {
    this.#collect ??= exposedCollection()
    for (let i = 0; i < collections; i++) {
      const cpuBefore = cpuMs()
      const before = performance.now()
      this.#collect()
      this.#collectActiveMs += performance.now() - before
      this.#collectCpuMs += cpuMs() - cpuBefore
      await nextTurn()
    }
    this.#delay?.reset()
  }

  async #countConnections() {
    const counts = await Promise.all(
      [...this.#servers].map((server) => promisify(server.getConnections.bind(server))()),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
}

/** @returns {Promise<void>} */
function nextTurn() {
  return new Promise((resolve) => setImmediate(resolve))
}

/** What is resident of both halves of V8's space for young objects: a half that was only reserved takes nothing yet. */
function youngBytes() {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.physical_space_size
}

function cpuMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** @param {import('node:perf_hooks').PerformanceEntry} entry */
function isForced(entry) {
  const { flags } = /** @type {{ readonly flags: number }} */ (Reflect.get(entry, 'detail'))
  return (flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0
}

/** V8 hands out its collector only to contexts made after this flag was set. @returns {() => void} */
function exposedCollection() {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}
