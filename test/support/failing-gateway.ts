import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** When a gateway begins to fail, and how: it counts what has come before. */
export interface Failing {
  /** Refuses every further connect. */
  readonly connectsAfter?: number
  /** Refuses every further message in its acknowledgement. */
  readonly messagesAfter?: number
  /** Cuts every connection at that message, and lets nobody in again. */
  readonly cutAfter?: number
}

/** A gateway in this process that speaks the reference dialect and begins to fail under load. */
export class FailingGateway {
  readonly #http = createServer((_request, response) => response.end('failing'))
  readonly #io: Server

  private constructor({ connectsAfter = Infinity, messagesAfter = Infinity, cutAfter = Infinity }: Failing) {
    let connects = 0
    let messages = 0
    this.#io = new Server(this.#http, {
      allowRequest: (request, answer) => {
        const isNew = !new URL(request.url ?? '/', 'http://any.invalid').searchParams.has('sid')
        if (isNew) connects++
        answer('overloaded', connects <= connectsAfter && messages < cutAfter)
      },
    })
    this.#io.of('/chat').on('connection', (socket) => {
      socket.on('joinRoom', ({ room }: { room: string }, acknowledge: (answer: unknown) => void) => {
        void socket.join(room)
        acknowledge({ room })
      })
      socket.on(
        'message',
        ({ room, text }: { room: string; text: string }, acknowledge?: (answer: unknown) => void) => {
          if (++messages > messagesAfter) {
            acknowledge?.({ error: 'the room is full' })
            return
          }
          this.#io.of('/chat').to(room).emit('newMessage', { text })
          acknowledge?.({ id: messages })
          if (messages === cutAfter) this.#io.of('/chat').disconnectSockets(true)
        },
      )
    })
  }

  static async start(failing: Failing): Promise<FailingGateway> {
    const gateway = new FailingGateway(failing)
    await new Promise<void>((resolve) => gateway.#http.listen(0, '127.0.0.1', resolve))
    return gateway
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    await this.#io.close()
  }
}
