import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { HostilePeer } from './hostile-peer.ts'

/** What a server does with one connection. */
export type Script = (peer: HostilePeer) => void | Promise<void>

/** A TCP server that plays a script to each connection. */
export class HostileServer {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(script: Script) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
      void script(new HostilePeer(socket))
    })
  }

  static async start(script: Script): Promise<HostileServer> {
    const hostile = new HostileServer(script)
    await new Promise<void>((resolve) => hostile.#server.listen(0, '127.0.0.1', resolve))
    return hostile
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
