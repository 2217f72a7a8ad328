import { fileURLToPath } from 'node:url'

import { withAgent } from './agent-environment.ts'
import { AgentLink, type AgentChannel } from './agent-link.ts'
import type { WorkerExitMessage } from './agent/messages.ts'
import { profilerBy, usageTimeoutMs, type Instance } from './instance.ts'
import type { IpcPrimarySettings } from './ipc-primary.js'
import { channelTo, untilAnswering } from './node-process.ts'
import type { Placement } from './placement.ts'
import { startFailure } from './start-failure.ts'
import { SupervisedProcess } from './supervised-process.ts'
import { TargetError } from './target-error.ts'
import type { InstanceUsage, TargetDeath } from './target.ts'

const program = fileURLToPath(new URL('ipc-primary.js', import.meta.url))

/** How the instances of a Node cluster are started. */
export interface IpcClusterOptions {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** The folder that it is run in. Default: our own. */
  readonly cwd?: string | undefined
  /** One port per instance, 0 for any. */
  readonly ports: readonly number[]
  readonly placement: Placement | undefined
  readonly startTimeoutMs: number
  readonly delayResolutionMs: number
  readonly onLine?: ((line: string) => void) | undefined
}

/** Gateway instances that are workers of one Node cluster and talk over its IPC. */
export class IpcCluster {
  readonly instances: readonly Instance[]
  /** Resolves when a worker or the primary ends before `stop` was called; never rejects. */
  readonly died: Promise<TargetDeath>
  readonly #primary: SupervisedProcess
  readonly #link: AgentLink

  private constructor(primary: SupervisedProcess, instances: readonly Instance[], firstExit: FirstExit) {
    this.#primary = primary
    this.#link = new AgentLink('the primary', channelTo(primary))
    void primary.exited.then(() => this.#link.close())
    this.instances = instances
    this.died = primary.died.then((death) => ({ ...death, ...firstExit.explanation() }))
  }

  /** Starts the primary, resolves when every worker answers HTTP; rejects as `NodeProcess.start` does and leaves nothing running. */
  static async start(options: IpcClusterOptions): Promise<IpcCluster> {
    const [node, ...args] = options.command
    if (node === undefined) throw new TargetError('configuration', 'The command of the instances is empty.')
    const primary = await SupervisedProcess.start({
      what: 'cluster primary',
      command: [node, program, JSON.stringify(settingsOf(options, args))],
      launcher: options.placement?.targetLauncher,
      env: withAgent(options.env, { delayResolutionMs: 0 }),
      cwd: options.cwd,
      ipc: true,
      onLine: options.onLine,
    })
    const firstExit = new FirstExit(primary)
    try {
      const instances = await Promise.all(options.ports.map((_, index) => startWorker(index, primary, options)))
      return new IpcCluster(primary, instances, firstExit)
    } catch (error) {
      await primary.stop(0)
      const first = firstExit.explanation()
      throw first === undefined ? error : startFailure(first.what, first, primary.lastLines)
    }
  }

  /** What the primary, which carries the messages between the instances, has used. */
  primaryUsage(collect: boolean): Promise<InstanceUsage> {
    return this.#link.usage(collect, usageTimeoutMs)
  }

  /** Asks all processes to end, and ends them by force after `graceMs`. Safe to call twice. */
  stop(graceMs: number): Promise<void> {
    return this.#primary.stop(graceMs)
  }
}

function settingsOf(options: IpcClusterOptions, args: readonly string[]): IpcPrimarySettings {
  const { NODE_OPTIONS, GATECRASH_AGENT } = withAgent(options.env, {
    delayResolutionMs: options.delayResolutionMs,
    ownPort: true,
  })
  const environments = options.ports.map((port) => ({
    NODE_OPTIONS: NODE_OPTIONS ?? '',
    GATECRASH_AGENT: GATECRASH_AGENT ?? '',
    PORT: String(port),
  }))
  return { args, environments }
}

async function startWorker(index: number, primary: SupervisedProcess, options: IpcClusterOptions): Promise<Instance> {
  const what = `instance ${index + 1}`
  const link = new AgentLink(what, relayTo(index, channelTo(primary)))
  void primary.exited.then(() => link.close())
  const url = await untilAnswering(what, primary, link, options.startTimeoutMs)
  const { pid } = await link.listening
  await options.placement?.pinInstance(index, pid)
  return { url, pid, profiler: profilerBy(link), usage: (collect) => link.usage(collect, usageTimeoutMs) }
}

/** The agent of one worker, reached through the primary. */
function relayTo(instance: number, primary: AgentChannel): AgentChannel {
  return {
    send: (message) => primary.send({ gatecrash: 'relay', instance, message }),
    onMessage: (listener) => {
      primary.onMessage((message) => {
        if (message.gatecrash === 'relay' && message.instance === instance) listener(message.message)
      })
    },
  }
}

/** Remembers which worker ended first: the others end because of it. */
class FirstExit {
  #message: WorkerExitMessage | undefined

  constructor(primary: SupervisedProcess) {
    channelTo(primary).onMessage((message) => {
      if (message.gatecrash === 'worker-exit') this.#message ??= message
    })
  }

  explanation(): Pick<TargetDeath, 'what' | 'exitCode' | 'signal'> | undefined {
    if (this.#message === undefined) return undefined
    const { instance, exitCode, signal } = this.#message
    return { what: `instance ${instance + 1}`, exitCode, signal }
  }
}
