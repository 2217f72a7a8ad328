import { Agent } from 'undici'
import type { ArtilleryConfig } from '../artillery.ts'

const defaultTimeoutSeconds = 10
const mostRedirects = 10

/** One HTTP request as it goes out. */
export interface HttpRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array | undefined
  readonly followRedirect: boolean
}

/** An answer, its body read; `statusCode`, `headers` and `body` are what processor functions of Artillery know. */
export interface HttpResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** Sees every answer on the way, redirects included: for cookies. */
export type ResponseListener = (response: Omit<HttpResponse, 'body'>, url: URL) => void

/**
 * The HTTP connections that the users of a worker share: kept alive, as many as there are requests at a time, or as
 * `config.http.pool` allows.
 */
export class HttpClient {
  readonly #agent: Agent

  constructor(config: ArtilleryConfig) {
    const { pool, timeout: httpTimeout } = (config.http ?? {}) as { pool?: unknown; timeout?: unknown }
    const { ca, rejectUnauthorized } = (config.tls ?? {}) as { ca?: string; rejectUnauthorized?: boolean }
    const timeoutMs = (Number(config.timeout) || Number(httpTimeout) || defaultTimeoutSeconds) * 1000
    this.#agent = new Agent({
      connections: Number(pool) || null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: {
        timeout: timeoutMs,
        ...(ca === undefined ? {} : { ca }),
        ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
      },
    })
  }

  /** Makes a request and follows redirects, at most ten. `prepare` gives the headers that depend on the url. */
  async request(
    request: HttpRequest,
    prepare: (url: URL) => Record<string, string>,
    onResponse: ResponseListener,
  ): Promise<HttpResponse> {
    let { method, url, body } = request
    for (let redirects = 0; ; redirects++) {
      const headers = { ...request.headers, ...prepare(url) }
      const answer = await this.#agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers,
        body: body ?? null,
      })
      const { statusCode, headers: received } = answer
      const text = await answer.body.text()
      onResponse({ statusCode, headers: received }, url)
      const { location } = received
      const isRedirect = statusCode >= 300 && statusCode < 400 && typeof location === 'string'
      if (!isRedirect || !request.followRedirect) return { statusCode, headers: received, body: text }
      if (redirects === mostRedirects) throw new Error(`more than ${mostRedirects} redirects from ${request.url.href}`)
      url = new URL(location, url)
      // RFC 9110 section 15.4: only 307 and 308 ask for the same request again.
      if (statusCode === 307 || statusCode === 308 || method === 'HEAD') continue
      method = 'GET'
      body = undefined
    }
  }
}
