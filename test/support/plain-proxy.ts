import { createServer, request as requestHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An HTTP proxy that passes on requests and nothing of the Upgrade and Connection headers, as nginx does unless it is told. */
export class PlainProxy {
  readonly #server: Server

  private constructor(upstream: string) {
    this.#server = createServer((request, response) => {
      const headers = { ...request.headers }
      delete headers.upgrade
      delete headers.connection
      const onward = requestHttp(upstream + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers,
        agent: false,
      })
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
  }

  static async start(upstream: string): Promise<PlainProxy> {
    const proxy = new PlainProxy(upstream)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
