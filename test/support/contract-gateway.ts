import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket as NetSocket } from 'node:net'
import { Server, type ServerOptions, type Socket } from 'socket.io'
import * as msgpackParser from 'socket.io-msgpack-parser'
import type { PacketParser } from '../../load/client/packet-parser.ts'
import { testCertificate } from './test-certificate.ts'

/** How a contract gateway differs from a plain one. */
export interface ContractGatewayOptions extends Partial<Omit<ServerOptions, 'parser'>> {
  /** TLS, with the test's certificate. */
  readonly secure?: boolean
  readonly parser?: PacketParser
}

/** A Socket.IO chat gateway inside the test's process, with namespace `/chat` and an event for everything a client must bear. */
export class ContractGateway {
  readonly io: Server
  /** How the sockets of `/chat` that are gone have ended, in order. */
  readonly disconnectReasons: string[] = []
  /** The numbers that came with `count` events, in order. */
  readonly counted: number[] = []
  readonly #http: HttpServer
  readonly #secure: boolean
  readonly #sockets = new Set<NetSocket>()
  #bytesRead = 0
  #bytesWritten = 0

  constructor({ secure = false, parser = 'json', ...options }: ContractGatewayOptions) {
    this.#secure = secure
    this.#http = secure ? createHttpsServer(testCertificate) : createHttpServer()
    this.#http.on(secure ? 'secureConnection' : 'connection', (socket: NetSocket) => this.#track(socket))
    const parsers = parser === 'msgpack' ? { parser: msgpackParser } : {}
    this.io = new Server(this.#http, { maxHttpBufferSize: 4_000_000, ...parsers, ...options })
    const chat = this.io.of('/chat')
    chat.use((socket, next) => next(socket.handshake.auth['token'] === 'bad' ? new Error('not\nwelcome') : undefined))
    chat.on('connection', (socket) => this.#serve(socket))
    this.io.on('connection', (socket) => socket.on('echo', echo))
  }

  static async start(options: ContractGatewayOptions = {}): Promise<ContractGateway> {
    const gateway = new ContractGateway(options)
    await new Promise<void>((resolve) => gateway.#http.listen(0, '127.0.0.1', resolve))
    return gateway
  }

  get url(): string {
    return `${this.#secure ? 'https' : 'http'}://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  /** What was read and written at all sockets so far. */
  get bytes(): { readonly read: number; readonly written: number } {
    let [read, written] = [this.#bytesRead, this.#bytesWritten]
    for (const socket of this.#sockets) {
      read += socket.bytesRead
      written += socket.bytesWritten
    }
    return { read, written }
  }

  get openSockets(): number {
    return this.#sockets.size
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await this.io.close()
  }

  #track(socket: NetSocket): void {
    this.#sockets.add(socket)
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#bytesRead += socket.bytesRead
      this.#bytesWritten += socket.bytesWritten
    })
  }

  #serve(socket: Socket): void {
    socket.on('disconnect', (reason) => this.disconnectReasons.push(reason))
    socket.on('echo', echo)
    socket.on('count', (value: number) => this.counted.push(value))
    socket.on('silence', () => undefined)
    socket.on('joinRoom', async ({ room }: { room: string }, ack: (answer: unknown) => void) => {
      await socket.join(room)
      ack({ room })
    })
    socket.on('message', ({ room, text }: { room: string; text: unknown }, ack?: (answer: unknown) => void) => {
      this.io.of('/chat').to(room).emit('newMessage', { room, text })
      ack?.({ id: 'm1', text })
    })
    socket.on('burst', (count: number, ack: () => void) => {
      for (let i = 0; i < count; i++) socket.emit('tick', i)
      ack()
    })
    socket.on('headers', (ack: (answer: unknown) => void) => ack(socket.handshake.headers))
    socket.on('query', (ack: (answer: unknown) => void) => ack(socket.handshake.query))
    socket.on('address', (ack: (answer: unknown) => void) => ack(socket.handshake.address))
    socket.on('kick', () => socket.disconnect())
    socket.on('cut', () => socket.conn.close())
  }
}

function echo(...args: unknown[]): void {
  const ack = args.pop() as (...answer: unknown[]) => void
  ack(...args)
}
