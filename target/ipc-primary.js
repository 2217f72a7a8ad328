/**
 * The primary of a Node cluster whose workers are gateway instances that share Socket.IO's cluster adapter, without Redis.
 *
 * Started as `node ipc-primary.js <settings>` with an IPC channel and the agent. It relays the messages between us and
 * the workers' agents, hands SIGTERM on, and ends when a worker ends unasked, with that worker's exit code. JavaScript, so that
 * it runs on the Node of the gateway, whichever that is.
 */
import cluster from 'node:cluster'

import { setupPrimary } from '@socket.io/cluster-adapter'

/** @typedef {import('./agent/messages.ts').AgentMessage} AgentMessage */

/**
 * How the workers are started.
 *
 * @typedef {object} IpcPrimarySettings
 * @property {readonly string[]} args what follows the Node program on the command line of a worker
 * @property {readonly Readonly<Record<string, string>>[]} environments further environment of each worker; as many workers as entries
 */

const { args, environments } = /** @type {IpcPrimarySettings} */ (JSON.parse(process.argv[2] ?? ''))
/** @type {import('node:cluster').Worker[]} */
const workers = []
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
  worker.on('message', (message) => {
    if (isAgentMessage(message)) send({ gatecrash: 'relay', instance, message })
  })
  worker.once('exit', (exitCode, signal) => {
    if (!isStopping) {
      isStopping = true
      process.exitCode = exitCode ?? 1
      send({ gatecrash: 'worker-exit', instance, exitCode, signal })
    }
    endWorkers()
    if (workers.every((each) => each.isDead())) process.disconnect()
  })
}

process.on('message', (message) => {
  if (isAgentMessage(message) && message.gatecrash === 'relay') workers[message.instance]?.send(message.message)
})
process.on('SIGTERM', () => {
  isStopping = true
  endWorkers()
})

function endWorkers() {
  for (const worker of workers) worker.process.kill('SIGTERM')
}

/** @param {AgentMessage} message */
function send(message) {
  process.send?.(message)
}

/** @param {unknown} message @returns {message is AgentMessage} */
function isAgentMessage(message) {
  return typeof message === 'object' && message !== null && 'gatecrash' in message
}
