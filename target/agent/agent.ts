/**
 * Answers for the process it is loaded into: which ports it listens on, and what it uses.
 *
 * Loaded by `--import` into a Node process (22.18 or later) that we start with an IPC channel; the process needs no change.
 * It acts only where `GATECRASH_AGENT` is set, and takes that variable away so that processes which the application forks
 * itself are left alone.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:net'
import { isMainThread } from 'node:worker_threads'

import type { AgentMessage } from './messages.ts'
import { UsageReader } from './usage-reader.ts'

const settings = process.env['GATECRASH_AGENT']

if (settings !== undefined && isMainThread && process.send !== undefined) {
  delete process.env['GATECRASH_AGENT']
  serve(new UsageReader({ delayResolutionMs: Number(settings) }))
}

function serve(reader: UsageReader): void {
  subscribe('tracing:net.server.listen:asyncEnd', (event) => {
    const { server } = event as { readonly server: Server }
    const address = server.address()
    if (address === null || typeof address === 'string') return
    reader.follow(server)
    const secure = 'setSecureContext' in server
    send({ gatecrash: 'listening', pid: process.pid, address: address.address, port: address.port, secure })
  })
  process.on('message', (message) => {
    const request = message as Partial<AgentMessage> | null
    if (request?.gatecrash !== 'read-usage') return
    const { id, collect } = request as Extract<AgentMessage, { gatecrash: 'read-usage' }>
    void reader.read(collect).then((usage) => send({ gatecrash: 'usage', id, usage }))
  })
  // The channel closes when whoever started us is gone, even by SIGKILL: nobody else would stop this process then.
  process.once('disconnect', () => process.exit())
  // An application that has closed everything ends by itself; our channel must not hold it.
  process.channel?.unref()
}

function send(message: AgentMessage): void {
  process.send?.(message, undefined, undefined, () => {
    // A channel that has closed is dealt with by `disconnect`.
  })
}
