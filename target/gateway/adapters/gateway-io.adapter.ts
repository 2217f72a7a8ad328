import type { IncomingMessage } from 'node:http'
import type { INestApplicationContext } from '@nestjs/common'
import { IoAdapter } from '@nestjs/platform-socket.io'
import type { Server, ServerOptions } from 'socket.io'
import type { GatewayOptions } from '../options.ts'

const connectTimeoutMs = 10_000

/** Socket.IO on the application's own HTTP server, set up from the options; broadcasts stay in this process. */
export class GatewayIoAdapter extends IoAdapter {
  readonly #options: GatewayOptions

  constructor(app: INestApplicationContext, options: GatewayOptions) {
    super(app)
    this.#options = options
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const merged: Partial<ServerOptions> = { ...this.#serverOptions(), ...options }
    return super.createIOServer(port, merged as ServerOptions)
  }

  #serverOptions(): Partial<ServerOptions> {
    const options = this.#options
    const origins = new Set(options.CLIENT_URL)
    return {
      serveClient: false,
      transports: [...options.TRANSPORTS],
      pingInterval: options.PING_INTERVAL,
      pingTimeout: options.PING_TIMEOUT,
      maxHttpBufferSize: options.MAX_HTTP_BUFFER_SIZE,
      connectTimeout: connectTimeoutMs,
      cors: { origin: [...origins] },
      // CORS only adds headers, and browsers do not apply it to WebSockets: the origin itself has to be refused.
      allowRequest: (request: IncomingMessage, answer: (error: string | null, allowed: boolean) => void) => {
        const { origin } = request.headers
        const allowed = origin === undefined || origins.has(origin)
        answer(allowed ? null : 'origin not allowed', allowed)
      },
    }
  }
}
