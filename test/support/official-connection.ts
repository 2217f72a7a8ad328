import { Agent } from 'node:http'
import { Manager, type Socket } from 'socket.io-client'
import * as msgpackParser from 'socket.io-msgpack-parser'
import type { Transport } from '../../load/client/chat-client.ts'
import { ClientError } from '../../load/client/client-error.ts'
import type { PacketParser } from '../../load/client/packet-parser.ts'
import { managerOptions } from '../../load/client/socket-io/manager-options.ts'
import type { ReconnectionOptions } from '../../load/client/reconnection-options.ts'
import type { DisconnectReason, EventListener } from '../../load/client/user-connection.ts'

type Auth = Record<string, unknown>

/** What the tests of connections use of a `UserSocket`. */
export interface WitnessedSocket {
  readonly isConnected: boolean
  readonly received: number
  emit(event: string, ...args: unknown[]): void
  emitWithAck(timeoutMs: number, event: string, ...args: unknown[]): Promise<readonly unknown[]>
  on(event: string, listener: EventListener): () => void
  onDisconnect(listener: (reason: DisconnectReason) => void): void
  disconnect(): void
}

/** What the tests of connections use of a `UserConnection`. */
export interface WitnessedConnection {
  open(namespace: string, auth?: Auth, prepare?: (socket: WitnessedSocket) => void): Promise<WitnessedSocket>
  onReconnect(listener: (attempts: number) => void): void
  settled(): Promise<void>
  close(): void
}

/** Where an official connection goes. */
export interface OfficialOptions {
  readonly url: string
  readonly transport: Transport
  readonly parser?: PacketParser
  readonly reconnection?: ReconnectionOptions | false
}

/** One manager of the official client: the witness of what a connection with namespaces has to do. */
export class OfficialConnection implements WitnessedConnection {
  readonly #manager: Manager
  readonly #sockets: Socket[] = []
  readonly #upgrades: boolean

  constructor({ url, transport, parser = 'json', reconnection = false }: OfficialOptions) {
    const options = managerOptions(
      { transport, path: '/socket.io/' },
      new Agent({ keepAlive: true }),
      parser === 'msgpack' ? msgpackParser : undefined,
    )
    const returning = reconnection === false ? {} : { ...reconnection, reconnection: true }
    this.#manager = new Manager(url, { ...options, ...returning })
    this.#upgrades = transport === 'upgrade'
  }

  open(namespace: string, auth: Auth = {}, prepare?: (socket: WitnessedSocket) => void): Promise<WitnessedSocket> {
    const socket = this.#manager.socket(namespace, { auth })
    this.#sockets.push(socket)
    const witnessed = new OfficialSocket(socket)
    prepare?.(witnessed)
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(witnessed))
      socket.once('connect_error', (error) => reject(new ClientError('connect-error', 'namespace', error.message)))
      socket.connect()
    })
  }

  onReconnect(listener: (attempts: number) => void): void {
    this.#manager.on('reconnect', listener)
  }

  async settled(): Promise<void> {
    const { engine } = this.#manager
    if (!this.#upgrades || engine.transport.name === 'websocket') return
    await new Promise<void>((resolve) => engine.once('upgrade', () => resolve()))
  }

  close(): void {
    this.#manager.reconnection(false)
    for (const socket of this.#sockets) socket.disconnect()
  }
}

class OfficialSocket implements WitnessedSocket {
  received = 0
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
    socket.onAny(() => this.received++)
  }

  get isConnected(): boolean {
    return this.#socket.connected
  }

  emit(event: string, ...args: unknown[]): void {
    this.#socket.emit(event, ...args)
  }

  emitWithAck(timeoutMs: number, event: string, ...args: unknown[]): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      this.#socket.timeout(timeoutMs).emit(event, ...args, (error: Error | null, ...answer: unknown[]) => {
        if (error === null) return resolve(answer)
        const code = error.message.includes('timed out') ? 'ack-timeout' : 'closed'
        reject(new ClientError(code, 'open', error.message))
      })
    })
  }

  on(event: string, listener: EventListener): () => void {
    const heard = (...args: unknown[]): void => listener(args, event)
    this.#socket.on(event, heard)
    return () => this.#socket.off(event, heard)
  }

  onDisconnect(listener: (reason: DisconnectReason) => void): void {
    this.#socket.on('disconnect', (reason) => listener(reason))
  }

  disconnect(): void {
    this.#socket.disconnect()
  }
}
