import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { HostilePeer, openPacket } from './hostile-peer.ts'

/** One request of a polling client. */
export interface PollingRequest {
  readonly method: string
  readonly query: URLSearchParams
  readonly body: string
  /** Counts the requests of the same method, from 0. */
  readonly index: number
  readonly response: ServerResponse
}

/** How a scripted polling server departs from a good one; a handler that answers `true` has taken the request. */
export interface PollingScript {
  /** Sees every request first. */
  readonly onRequest?: (request: PollingRequest) => boolean
  /** Sees every websocket upgrade; without it, none is answered. */
  readonly onUpgrade?: (peer: HostilePeer, server: HostilePolling) => void | Promise<void>
  readonly session?: Record<string, unknown>
}

/**
 * A polling server that opens a session, connects the namespace `/chat` and acknowledges every event with `"ok"`, unless
 * its script says otherwise.
 */
export class HostilePolling {
  /** Packets that were posted, in order. */
  readonly posted: string[] = []
  readonly #server: Server
  readonly #script: PollingScript
  readonly #sockets = new Set<Socket>()
  readonly #counts = { GET: 0, POST: 0 }
  #waiting: ServerResponse | undefined
  #outbox: string[] = []

  private constructor(script: PollingScript) {
    this.#script = script
    this.#server = createServer((request, response) => void this.#serve(request, response))
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.#server.on('upgrade', (request, socket) => {
      const peer = new HostilePeer(socket as HostilePeer['socket'])
      peer.key = String(request.headers['sec-websocket-key'])
      void script.onUpgrade?.(peer, this)
    })
  }

  static async start(script: PollingScript): Promise<HostilePolling> {
    const hostile = new HostilePolling(script)
    await new Promise<void>((resolve) => hostile.#server.listen(0, '127.0.0.1', resolve))
    return hostile
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Sends a packet with the answer to the GET that waits, or the next one. */
  send(packet: string): void {
    this.#outbox.push(packet)
    this.#flush()
  }

  async stop(): Promise<void> {
    // Upgraded sockets are no connections of the HTTP server any more.
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method === 'POST' ? 'POST' : 'GET'
    const query = new URL(request.url ?? '/', 'http://any.invalid').searchParams
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const index = this.#counts[method]++
    if (this.#script.onRequest?.({ method, query, body, index, response }) === true) return
    if (method === 'POST') this.#take(body, response)
    else if (query.has('sid')) {
      this.#waiting = response
      this.#flush()
    } else response.end(openPacket(this.#script.session))
  }

  #take(body: string, response: ServerResponse): void {
    for (const packet of body.split('\x1e')) {
      this.posted.push(packet)
      if (packet.startsWith('40/chat,')) this.send('40/chat,{"sid":"n1"}')
      const ackId = /^42\/chat,(\d+)/.exec(packet)?.[1]
      if (ackId !== undefined) this.send(`43/chat,${ackId}["ok"]`)
    }
    response.end('ok')
  }

  #flush(): void {
    if (this.#waiting === undefined || this.#outbox.length === 0) return
    this.#waiting.end(this.#outbox.join('\x1e'))
    this.#waiting = undefined
    this.#outbox = []
  }
}
