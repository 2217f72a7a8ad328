import type { RunningTarget, Target } from '../target/target.ts'
import { monotonicClock } from './clock.ts'
import { Generator, type GeneratorOptions } from './generator.ts'
import { mergedFailures } from './merged.ts'
import { runIdOf } from './stamp.ts'
import type { Workload } from './workload.ts'

/** What a reference load has done and used so far. */
export interface ReferenceReading {
  /** CPU time of its gateway, in milliseconds. */
  readonly cpuMs: number
  /** Deliveries that were made. */
  readonly handled: number
}

/** What a reference load is made of. Its workload must send messages, for as long as it may be needed. */
export interface ReferenceLoadOptions {
  readonly target: Target
  readonly workload: Workload
  readonly generator: GeneratorOptions
  /** Makes the run id, which no trial beside it may have. */
  readonly seed: number
}

const probeTimeoutMs = 10_000
const leadMs = 50

/**
 * A small gateway of its own under a constant load, on the CPUs of the target, for as long as trials run. What it pays for the
 * same work tells how fast the machine was meanwhile, so that trials of different minutes can be compared.
 */
export class ReferenceLoad {
  readonly #running: RunningTarget
  readonly #generator: Generator
  readonly #sending: Promise<unknown>

  private constructor(running: RunningTarget, generator: Generator, sending: Promise<unknown>) {
    this.#running = running
    this.#generator = generator
    this.#sending = sending
  }

  /** Starts it and resolves once every member receives and the load runs. Rejects as a target or a generator does; nothing is left running then. */
  static async start({ target, workload, generator: options, seed }: ReferenceLoadOptions): Promise<ReferenceLoad> {
    const running = await target.start()
    const generator = new Generator(options, workload, runIdOf(seed))
    try {
      await generator.prepare(running.urls)
      await generator.logIn()
      await generator.connectWarmUp()
      const reports = await generator.connect(monotonicClock.now())
      const failures = Object.entries(mergedFailures(reports))
      if (failures.length > 0) {
        const [kind, { count, example }] = failures[0] as (typeof failures)[number]
        throw new Error(`the reference load cannot connect: ${count} x ${kind} (${example})`)
      }
      const { missing } = await generator.probe(probeTimeoutMs)
      if (missing > 0) throw new Error(`${missing} members of the reference load do not receive what is sent`)
      const sending = generator.send(monotonicClock.now() + leadMs)
      sending.catch(() => undefined)
      return new ReferenceLoad(running, generator, sending)
    } catch (error) {
      await Promise.all([generator.stop(), running.stop()])
      throw error
    }
  }

  /** Reads its gateway, then its generator. Rejects where either has ended or does not measure CPU time. */
  async read(): Promise<ReferenceReading> {
    const { instances } = await this.#running.usage()
    const workers = await this.#generator.read()
    const cpuMs = instances.reduce((sum, instance) => sum + (instance.cpuMs ?? Number.NaN), 0)
    if (Number.isNaN(cpuMs)) throw new Error('the CPU time of the reference load cannot be read')
    return { cpuMs, handled: workers.reduce((sum, worker) => sum + worker.handled, 0) }
  }

  /** Stops it. Safe to call twice. */
  async stop(): Promise<void> {
    await this.#generator.stopSending().catch(() => undefined)
    await this.#sending.catch(() => undefined)
    await this.#generator.close()
    await this.#running.stop()
  }
}
