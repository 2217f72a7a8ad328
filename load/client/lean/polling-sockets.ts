import type { Socket } from 'node:net'
import { Pool, type buildConnector } from 'undici'
import type { Endpoint } from './endpoint.ts'
import type { LeanShared } from './lean-shared.ts'
import type { LinkOwner } from './link.ts'
import { openSocket } from './open-socket.ts'

/** The two keep-alive connections of one polling user, one for the GET and one for the POST, and what went over them. */
export class PollingSockets {
  readonly pool: Pool
  readonly #open = new Set<Socket>()
  readonly #owner: Pick<LinkOwner, 'onProgress'>
  #isFirst = true
  #bytesUp = 0
  #bytesDown = 0

  constructor(shared: LeanShared, endpoint: Endpoint, owner: Pick<LinkOwner, 'onProgress'>) {
    this.#owner = owner
    this.pool = new Pool(endpoint.origin, {
      connections: 2,
      pipelining: 1,
      // The client has deadlines of its own; a poll that hangs is no fault.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (_options, callback) => this.#connect(shared, endpoint, callback),
    })
  }

  get bytesUp(): number {
    let sum = this.#bytesUp
    for (const socket of this.#open) sum += socket.bytesWritten
    return sum
  }

  get bytesDown(): number {
    let sum = this.#bytesDown
    for (const socket of this.#open) sum += socket.bytesRead
    return sum
  }

  destroy(): void {
    void this.pool.destroy()
    for (const socket of this.#open) socket.destroy()
  }

  #connect(shared: LeanShared, endpoint: Endpoint, callback: buildConnector.Callback): void {
    const socket = openSocket(shared, endpoint)
    this.#open.add(socket)
    const isFirst = this.#isFirst
    this.#isFirst = false
    if (isFirst && endpoint.secure) socket.once('connect', () => this.#owner.onProgress('tls'))
    let isReady = false
    socket.once(endpoint.secure ? 'secureConnect' : 'connect', () => {
      isReady = true
      if (isFirst) this.#owner.onProgress('handshake')
      callback(null, socket)
    })
    socket.on('error', (error) => {
      if (!isReady) callback(error, null)
    })
    socket.once('close', () => {
      this.#open.delete(socket)
      this.#bytesUp += socket.bytesWritten
      this.#bytesDown += socket.bytesRead
    })
  }
}
