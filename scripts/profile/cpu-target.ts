import type { RunningTarget, Target, TargetUsage } from '../../target/target.ts'

type UsageOptions = Parameters<RunningTarget['usage']>[0]

/** A CPU profile of every instance of a target, taken over a part of a trial. */
export class CpuProfiling {
  /** Files that were written, in the order of the instances. */
  readonly written: string[] = []
  /** Why there are none, or fewer. */
  problem: string | undefined
  readonly #pathOf: (instance: number) => string
  #running: RunningTarget | undefined
  #begun: Promise<unknown> | undefined
  #ended: Promise<void> | undefined

  /** `pathOf` says where the profile of an instance goes; instances count from 1. */
  constructor(pathOf: (instance: number) => string) {
    this.#pathOf = pathOf
  }

  /**
   * The same target; it stops only when its profiles have been written, and collects garbage for a reading of memory only
   * then: that would be most of the profile, and none of the load.
   */
  around(target: Target): Target {
    return {
      name: target.name,
      start: async () => {
        const running = await target.start()
        this.#running = running
        return new Proxy(running, {
          get: (_, property) => {
            if (property === 'stop') return () => this.#stop(running)
            if (property === 'usage') return (options?: UsageOptions) => this.#usage(running, options)
            const value: unknown = Reflect.get(running, property, running)
            return typeof value === 'function' ? (value.bind(running) as unknown) : value
          },
        })
      },
    }
  }

  /** Begins to sample. */
  begin(): void {
    if (this.#begun !== undefined) return
    const profilers = this.#running?.profilers ?? []
    this.#begun = Promise.all(profilers.map((profiler) => profiler.start()))
    this.#begun.catch((error: unknown) => this.#failed(error))
  }

  /** Ends sampling and has the profiles written; once, however often it is called, and not before `begin`. */
  end(): void {
    if (this.#begun === undefined) return
    this.#ended ??= this.#write(this.#begun)
  }

  async #write(begun: Promise<unknown>): Promise<void> {
    try {
      await begun
      const profilers = this.#running?.profilers ?? []
      await Promise.all(profilers.map((profiler, n) => profiler.stop(this.#pathOf(n + 1))))
      this.written.push(...profilers.map((_, n) => this.#pathOf(n + 1)))
    } catch (error) {
      this.#failed(error)
    }
  }

  async #usage(running: RunningTarget, options: UsageOptions): Promise<TargetUsage> {
    if (options?.collect === true) {
      this.end()
      await this.#ended
    }
    return await running.usage(options)
  }

  async #stop(running: RunningTarget): Promise<void> {
    this.end()
    await this.#ended
    await running.stop()
  }

  #failed(error: unknown): void {
    this.problem ??= error instanceof Error ? error.message : String(error)
  }
}
