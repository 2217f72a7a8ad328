import { withAgent } from './agent-environment.ts'
import { AgentLink } from './agent-link.ts'
import type { CertificateTrust } from './certificate-trust.ts'
import { profilerBy, usageTimeoutMs, type Instance } from './instance.ts'
import { channelTo } from './node-process.ts'
import { OrphanGuard } from './orphan-guard.ts'
import { untilReady } from './readiness.ts'
import { SupervisedProcess } from './supervised-process.ts'
import type { InstanceProfiler, InstanceUsage, TargetDeath } from './target.ts'
import { usageFrom, type UsageSource } from './usage-source.ts'

/** How a program of the user's is started. */
export interface OwnProcessOptions {
  /** What messages call it: `instance 1`. */
  readonly what: string
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string | undefined
  readonly launcher: readonly string[] | undefined
  /** Where it will answer, where that is known. */
  readonly url: string | undefined
  /** Its Prometheus page, where one was named. */
  readonly metricsUrl: string | undefined
  readonly ready: { readonly output?: string | undefined; readonly url?: string | undefined }
  readonly trust: CertificateTrust
  readonly startTimeoutMs: number
  readonly delayResolutionMs: number
  readonly onLine: (line: string) => void
}

/** A program of the user's that runs, in whatever language, with the agent in it where it is a Node process. */
export class OwnProcess implements Instance {
  readonly url: string
  readonly profiler?: InstanceProfiler
  /** Where its figures come from; `agent`, or what there is without one. */
  readonly source: UsageSource | 'agent'
  readonly #process: SupervisedProcess
  readonly #link: AgentLink
  readonly #guard: OrphanGuard

  private constructor(
    url: string,
    source: UsageSource | 'agent',
    parts: { readonly process: SupervisedProcess; readonly link: AgentLink; readonly guard: OrphanGuard },
  ) {
    this.url = url
    this.source = source
    this.#process = parts.process
    this.#link = parts.link
    this.#guard = parts.guard
    if (source === 'agent') this.profiler = profilerBy(parts.link)
  }

  /** Starts the program and resolves when it can be used. Rejects with a `TargetError` and leaves nothing running. */
  static async start(options: OwnProcessOptions): Promise<OwnProcess> {
    const { what, url, metricsUrl, ready, trust, startTimeoutMs, delayResolutionMs, onLine } = options
    const { output } = ready
    const seen = Promise.withResolvers<undefined>()
    const process = await SupervisedProcess.start({
      ...options,
      env: withAgent(options.env, { delayResolutionMs }),
      ipc: true,
      onLine: (line) => {
        if (output !== undefined && line.includes(output)) seen.resolve(undefined)
        onLine(line)
      },
    })
    // The agent ends with us, however we end; a program without one, and what a program has started, would not.
    const guard = new OrphanGuard(-process.pid, '')
    const link = new AgentLink(what, channelTo(process))
    void process.exited.then(() => link.close())
    try {
      const waited = await untilReady({
        ...{ what, process, link, url, trust, readyUrl: ready.url, timeoutMs: startTimeoutMs },
        output: output === undefined ? undefined : { text: output, seen: seen.promise },
      })
      const source =
        waited.listening === undefined
          ? await usageFrom({ pid: process.pid, url: waited.url, metricsUrl, trust })
          : ('agent' as const)
      return new OwnProcess(waited.url, source, { process, link, guard })
    } catch (error) {
      await process.stop(0)
      await guard.release()
      throw error
    }
  }

  get pid(): number {
    return this.#process.pid
  }

  /** Resolves when the process ends before `stop` was called; never rejects. */
  get died(): Promise<TargetDeath> {
    return this.#process.died
  }

  usage(collect: boolean): Promise<InstanceUsage> {
    return this.source === 'agent' ? this.#link.usage(collect, usageTimeoutMs) : this.source.read()
  }

  /** Asks the program to end, and ends it and what it has started by force after `graceMs`. Safe to call twice. */
  async stop(graceMs: number): Promise<void> {
    await this.#process.stop(graceMs)
    await this.#guard.release()
  }
}
