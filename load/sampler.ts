import type { RunningTarget, TargetUsage } from '../target/target.ts'
import { monotonicClock } from './clock.ts'

const sampleMs = 1000

/** Reads the target once a second while a window is open. A reading that fails is left out: the trial notices the death. */
export class Sampler {
  readonly samples: { readonly at: number; readonly usage: TargetUsage }[]
  readonly #target: RunningTarget
  #timer: NodeJS.Timeout | undefined
  #reading: Promise<void> = Promise.resolve()
  #busy = false

  constructor(target: RunningTarget, samples: { readonly at: number; readonly usage: TargetUsage }[]) {
    this.#target = target
    this.samples = samples
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#busy) return
      this.#busy = true
      this.#reading = this.#read().finally(() => {
        this.#busy = false
      })
    }, sampleMs)
  }

  /** Ends the readings and waits for the one under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#reading
  }

  async #read(): Promise<void> {
    try {
      const usage = await this.#target.usage()
      this.samples.push({ at: monotonicClock.now(), usage })
    } catch {
      // The target is gone or stuck; whoever runs the trial finds out by other means and says so.
    }
  }
}
