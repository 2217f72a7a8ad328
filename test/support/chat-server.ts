import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Server, type ServerOptions, type Socket } from 'socket.io'
import { testCertificate } from './test-certificate.ts'

/** How a chat server departs from a good one. */
export interface ChatServerOptions {
  readonly server?: Partial<ServerOptions>
  /** Speaks TLS with the test certificate. */
  readonly tls?: boolean
  /** What it does with its namespaces; default {@link goodChat} in `/`. */
  readonly chat?: (io: Server) => void
}

/** A Socket.IO server in this process: everything that is not Socket.IO is answered with 404. */
export class ChatServer {
  readonly url: string
  readonly io: Server

  private constructor(url: string, io: Server) {
    this.url = url
    this.io = io
  }

  static async start({ server, tls = false, chat = goodChat }: ChatServerOptions = {}): Promise<ChatServer> {
    const listener = tls ? createHttps(testCertificate) : createHttp()
    listener.on('request', (request, response) => {
      if (request.url?.startsWith(server?.path ?? '/socket.io') !== true) {
        response.writeHead(404).end(`Cannot ${request.method} ${request.url}`)
      }
    })
    const io = new Server(listener, server)
    chat(io)
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    return new ChatServer(`${tls ? 'https' : 'http'}://127.0.0.1:${(listener.address() as AddressInfo).port}`, io)
  }

  async stop(): Promise<void> {
    await this.io.close()
  }
}

/** The chat that `chatDialect` describes: `join` and `say` are acknowledged, and what is said is relayed to everybody in the room. */
export function goodChat(io: Server): void {
  io.on('connection', (socket) => {
    socket.on('join', (room: string, acknowledge?: (answer: unknown) => void) => {
      void socket.join(room)
      acknowledge?.({ room })
    })
    socket.on('say', (room: string, text: string, acknowledge?: (answer: unknown) => void) => {
      io.to(room).emit('said', text)
      acknowledge?.({ said: true })
    })
  })
}

/** One text that somebody has sent to a room. */
export interface Said {
  readonly io: Server
  readonly room: string
  readonly text: string
  readonly socket: Socket
}

/** Chat in which joining works; what `say` gives is the acknowledgement, and `undefined` is none. */
export function chatThat(say: (said: Said) => unknown): (io: Server) => void {
  return (io) => {
    io.on('connection', (socket) => {
      socket.on('join', (room: string, acknowledge?: (answer: unknown) => void) => {
        void socket.join(room)
        acknowledge?.({ room })
      })
      socket.on('say', (room: string, text: string, acknowledge?: (answer: unknown) => void) => {
        const answer = say({ io, room, text, socket })
        if (answer !== undefined) acknowledge?.(answer)
      })
    })
  }
}
