import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import { LostResponses } from '../../load/artillery-engine/witness/lost-responses.ts'
import { Tally } from '../../load/artillery-engine/witness/tally.ts'
import { WatchedUser } from '../../load/artillery-engine/witness/watched-user.ts'
import type { WatchedEvents } from '../../load/artillery-engine/witness/watched-context.ts'
import { Book } from '../../load/fleet/book.ts'
import { FleetStampReader } from '../../load/stamp.ts'

/** A Socket.IO server and one virtual user of the engine socketio-v3 whom the witness watches. */
export interface WatchedWorld {
  readonly server: Server
  readonly book: Book
  readonly user: WatchedUser
  readonly tally: Tally
  readonly responses: LostResponses
  /** What Artillery's runner would listen to. */
  readonly events: EventEmitter
  /** What was emitted on it: event, name and value. */
  readonly told: readonly unknown[][]
  /** Makes a socket as the engine does: puts it into the context's `sockets` before it connects. Resolves once it has connected. */
  readonly connect: (namespace?: string) => Promise<Socket>
}

/** Starts both; they end with the running test. */
export async function watchedWorld(ackTimeoutMs = 10_000): Promise<WatchedWorld> {
  const http = createServer()
  const server = new Server(http)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close())
  const target = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const events = new EventEmitter()
  const told: unknown[][] = []
  for (const event of ['counter', 'histogram', 'error']) {
    events.on(event, (...values: unknown[]) => told.push([event, ...values]))
  }
  const book = new Book({ worker: 'wit001', engine: 'socketio-v3', script: 'a.yml', run: 'r', target })
  const artillery: WatchedEvents = {
    emit: (event, ...values) => events.emit(event, ...values),
    on: (event, listener) => events.on(event, listener as (...values: unknown[]) => void),
  }
  const tally = new Tally(book, artillery)
  const responses = new LostResponses(artillery, tally)
  const user = new WatchedUser({ tally, responses, stamps: new FleetStampReader(), ackTimeoutMs })
  const connect = async (namespace = '/'): Promise<Socket> => {
    const socket = io(target + namespace, { transports: ['websocket'], reconnectionDelay: 10, forceNew: true })
    onTestFinished(() => void socket.disconnect())
    user.sockets[namespace] = socket
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    return socket
  }
  return { server, book, user, tally, responses, events, told, connect }
}
