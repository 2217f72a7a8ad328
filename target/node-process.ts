import { withAgent } from './agent-environment.ts'
import { AgentLink, type AgentChannel } from './agent-link.ts'
import { isAgentMessage } from './agent/messages.ts'
import { longestSilenceMs, probeHttp } from './http-probe.ts'
import { profilerBy, usageTimeoutMs, type Instance } from './instance.ts'
import { urlOf } from './listening-url.ts'
import { startFailure } from './start-failure.ts'
import { SupervisedProcess } from './supervised-process.ts'
import { TargetError } from './target-error.ts'
import type { InstanceProfiler, InstanceUsage, TargetDeath } from './target.ts'

/** How a gateway process is started. */
export interface NodeProcessOptions {
  /** What messages call it: `instance 1`. */
  readonly what: string
  /** A Node program and its arguments. */
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** The folder that it is run in. Default: our own. */
  readonly cwd?: string | undefined
  readonly launcher?: readonly string[] | undefined
  /** The most that a start may take until HTTP is answered, in milliseconds. */
  readonly startTimeoutMs: number
  /** See `AgentSettings`. */
  readonly delayResolutionMs: number
  readonly onLine?: ((line: string) => void) | undefined
}

/** A gateway process with the agent in it. */
export class NodeProcess implements Instance {
  readonly url: string
  readonly profiler: InstanceProfiler
  readonly #process: SupervisedProcess
  readonly #link: AgentLink

  private constructor(url: string, process: SupervisedProcess, link: AgentLink) {
    this.url = url
    this.#process = process
    this.#link = link
    this.profiler = profilerBy(link)
  }

  /**
   * Starts the process and resolves when the first port that it listens on answers HTTP.
   *
   * Rejects with a `TargetError` (`start-failed`, `start-timeout`, `port-in-use`, `configuration`) and leaves nothing running.
   */
  static async start(options: NodeProcessOptions): Promise<NodeProcess> {
    const { what, startTimeoutMs } = options
    const child = await SupervisedProcess.start({
      ...options,
      env: withAgent(options.env, { delayResolutionMs: options.delayResolutionMs }),
      ipc: true,
    })
    const link = new AgentLink(what, channelTo(child))
    void child.exited.then(() => link.close())
    try {
      const url = await untilAnswering(what, child, link, startTimeoutMs)
      return new NodeProcess(url, child, link)
    } catch (error) {
      await child.stop(0)
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
    return this.#link.usage(collect, usageTimeoutMs)
  }

  /** Asks the process to end, and ends it by force after `graceMs`. Safe to call twice. */
  stop(graceMs: number): Promise<void> {
    return this.#process.stop(graceMs)
  }
}

/** The agent of a process that we spawned with an IPC channel. */
export function channelTo(supervised: SupervisedProcess): AgentChannel {
  return {
    send: (message) => {
      supervised.child.send(message, () => {
        // Not delivered: the process is ending, which whoever waits for an answer learns from its end.
      })
    },
    onMessage: (listener) => {
      supervised.child.on('message', (message) => {
        if (isAgentMessage(message)) listener(message)
      })
    },
  }
}

/** Waits until an instance answers HTTP, and resolves with its base URL. `host` is the process that runs the instance. */
export async function untilAnswering(
  what: string,
  host: SupervisedProcess,
  link: AgentLink,
  timeoutMs: number,
): Promise<string> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const expired = new Promise<'expired'>((resolve) => {
    deadline.addEventListener('abort', () => resolve('expired'), { once: true })
  })
  const first = await Promise.race([link.listening, host.exited, expired])
  if (first === 'expired') {
    throw new TargetError('start-timeout', `${what} listens on no port after ${timeoutMs} ms.`)
  }
  if ('exitCode' in first) throw startFailure(what, first, host.lastLines)
  const url = urlOf(first)
  let refusal = 'no answer'
  const answer = probeHttp(url, deadline, { statusOnly: true, silenceMs: longestSilenceMs }).then(
    () => 'answered' as const,
    (error: unknown) => {
      // Either the process is ending, which is the better explanation, or waiting longer is all that can be done.
      refusal = error instanceof Error ? error.message : String(error)
      return expired
    },
  )
  const outcome = await Promise.race([answer, host.exited])
  if (outcome === 'expired') {
    const message = `${what} listens on ${url} but answers no HTTP within ${timeoutMs} ms: ${refusal}.`
    throw new TargetError('start-timeout', message)
  }
  if (outcome !== 'answered') throw startFailure(what, outcome, host.lastLines)
  return url
}
