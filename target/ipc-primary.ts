/**
 * The primary of a Node cluster whose workers are gateway instances that share Socket.IO's cluster adapter, without Redis.
 *
 * Started as `node ipc-primary.ts <settings>` with an IPC channel and the agent. It relays the messages between us and
 * the workers' agents, hands SIGTERM on, and ends when a worker ends unasked, with that worker's exit code.
 */
import cluster, { type Worker } from 'node:cluster'

import { setupPrimary } from '@socket.io/cluster-adapter'

import { isAgentMessage, type AgentMessage } from './agent/messages.ts'

/** How the workers are started. */
export interface IpcPrimarySettings {
  /** What follows the Node program on the command line of a worker. */
  readonly args: readonly string[]
  /** Further environment of each worker; as many workers as entries. */
  readonly environments: readonly Readonly<Record<string, string>>[]
}

const { args, environments } = JSON.parse(process.argv[2] ?? '') as IpcPrimarySettings
const workers: Worker[] = []
let isStopping = false

cluster.schedulingPolicy = cluster.SCHED_NONE
cluster.setupPrimary({
  // Node joins the two again in this order, so it need not be known which of the arguments is the script.
  execArgv: args.slice(0, -1),
  exec: args.at(-1) ?? '',
  args: [],
  // Packets with binary content do not survive JSON.
  serialization: 'advanced',
})
setupPrimary()

for (const [instance, environment] of environments.entries()) {
  const worker = cluster.fork(environment)
  workers.push(worker)
  worker.on('message', (message: unknown) => {
    if (isAgentMessage(message)) send({ gatecrash: 'relay', instance, message })
  })
  worker.once('exit', (exitCode: number | null, signal: string | null) => {
    if (!isStopping) {
      isStopping = true
      process.exitCode = exitCode ?? 1
      send({ gatecrash: 'worker-exit', instance, exitCode, signal })
    }
    endWorkers()
    if (workers.every((each) => each.isDead())) process.disconnect()
  })
}

process.on('message', (message: unknown) => {
  if (isAgentMessage(message) && message.gatecrash === 'relay') workers[message.instance]?.send(message.message)
})
process.on('SIGTERM', () => {
  isStopping = true
  endWorkers()
})

function endWorkers(): void {
  for (const worker of workers) worker.process.kill('SIGTERM')
}

function send(message: AgentMessage): void {
  process.send?.(message)
}
