/**
 * Answers for the process it is loaded into: which ports it listens on, what it uses, and what its CPU time goes into.
 *
 * Loaded by `--import` into a Node process that we start with an IPC channel; the process needs no change. JavaScript, because
 * Node would otherwise load its TypeScript compiler into the process that is measured, at some 28 MB. It acts only where
 * `GATECRASH_AGENT` is set, and takes that variable away so that processes which the application forks itself are left alone.
 */
import { subscribe } from 'node:diagnostics_channel'
import { isMainThread } from 'node:worker_threads'

import { UsageReader } from './usage-reader.js'

const settings = process.env['GATECRASH_AGENT']

if (settings !== undefined && isMainThread && process.send !== undefined) {
  delete process.env['GATECRASH_AGENT']
  serve(new UsageReader({ delayResolutionMs: Number(settings) }))
}

/** @param {UsageReader} reader */
function serve(reader) {
  subscribe('tracing:net.server.listen:asyncEnd', (event) => {
    const { server } = /** @type {{ readonly server: import('node:net').Server }} */ (event)
    const address = server.address()
    if (address === null || typeof address === 'string') return
    reader.follow(server)
    const secure = 'setSecureContext' in server
    send({ gatecrash: 'listening', pid: process.pid, address: address.address, port: address.port, secure })
  })
  process.on('message', (message) => {
    const request = /** @type {import('./messages.ts').AgentRequest | { gatecrash?: undefined } | null} */ (message)
    if (request?.gatecrash === 'read-usage') {
      const { id, collect } = request
      void reader.read(collect).then((usage) => send({ gatecrash: 'usage', id, usage }))
    }
    if (request?.gatecrash === 'start-profile' || request?.gatecrash === 'stop-profile') void profile(request)
  })
  // The channel closes when whoever started us is gone, even by SIGKILL: nobody else would stop this process then.
  process.once('disconnect', () => process.exit())
  // An application that has closed everything ends by itself; our channel must not hold it.
  process.channel?.unref()
}

/** @param {import('./messages.ts').ProfileRequest} request */
async function profile(request) {
  const { id } = request
  try {
    const { startProfile, stopProfile } = await import('./cpu-profiler.js')
    await (request.gatecrash === 'start-profile' ? startProfile(request.intervalMicros) : stopProfile(request.path))
    send({ gatecrash: 'profile', id })
  } catch (error) {
    send({ gatecrash: 'profile', id, problem: error instanceof Error ? error.message : String(error) })
  }
}

/** @param {import('./messages.ts').AgentMessage} message */
function send(message) {
  process.send?.(message, undefined, undefined, () => {
    // A channel that has closed is dealt with by `disconnect`.
  })
}
