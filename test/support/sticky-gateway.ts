import type { IncomingMessage, ServerResponse } from 'node:http'
import { ContractGateway, type ContractGatewayOptions } from './contract-gateway.ts'

/** One HTTP request that a gateway saw. */
export interface SeenRequest {
  readonly kind: 'GET' | 'POST' | 'upgrade'
  /** Whether it asked for a new session. */
  readonly isFirst: boolean
  readonly cookie: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly query: URLSearchParams
}

/**
 * A contract gateway as behind a balancer with sticky cookies: it sets a new cookie `route` with the first answer of every
 * session, and answers 400 to a request of a session without one.
 */
export class StickyGateway {
  readonly inner: ContractGateway
  /** Every request, in order. */
  readonly seen: SeenRequest[] = []
  /** Called before each answer; what it returns is set as cookies, beside `route`. */
  onAnswer: (request: SeenRequest) => readonly string[] = () => []
  /** How many of the next first requests are refused. */
  refusals = 0
  #routes = 0

  private constructor(inner: ContractGateway) {
    this.inner = inner
    inner.io.engine.use((request: IncomingMessage, response: ServerResponse, next: (error?: Error) => void) => {
      const seen = seenRequest(request)
      this.seen.push(seen)
      const cookies = [...this.onAnswer(seen), ...(seen.isFirst ? [`route=r${++this.#routes}; Path=/; HttpOnly`] : [])]
      if (cookies.length > 0) response.setHeader('Set-Cookie', cookies)
      const isLost = !seen.isFirst && !/(^|; )route=r/.test(seen.cookie ?? '')
      next(isLost || (seen.isFirst && this.refusals-- > 0) ? new Error('not here') : undefined)
    })
  }

  static async start(options?: ContractGatewayOptions): Promise<StickyGateway> {
    return new StickyGateway(await ContractGateway.start(options))
  }

  get url(): string {
    return this.inner.url
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.inner.stop()
  }
}

function seenRequest(request: IncomingMessage): SeenRequest {
  const query = new URL(request.url ?? '/', 'http://any.invalid').searchParams
  const kind = request.headers.upgrade !== undefined ? 'upgrade' : request.method === 'POST' ? 'POST' : 'GET'
  return { kind, isFirst: !query.has('sid'), cookie: request.headers.cookie, headers: request.headers, query }
}
