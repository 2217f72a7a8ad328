import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { ClientError, type ClientErrorCode } from '../client-error.ts'
import type { CookieJar } from '../cookie-jar.ts'
import { httpStatusText } from '../http-status.ts'
import { systemErrorCode, systemErrorText } from '../system-error.ts'
import type { LinkFailure } from './link.ts'

/** Takes the outcome of one HTTP request. */
export interface ExchangeOwner {
  onAnswer(exchange: HttpExchange, body: Buffer): void
  onExchangeFailed(failure: LinkFailure): void
}

/** The requests of one kind, GET or POST, of a polling connection: never more than one is in flight. */
export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #owner: ExchangeOwner
  readonly #cookies: CookieJar
  readonly #maxBytes: number
  #busy = false
  #status = 0
  #location: string | undefined
  #chunks: Buffer[] = []
  #bytes = 0

  /** Cookies that an answer sets go to `cookies`; `maxBytes` bounds the body of an answer. */
  constructor(owner: ExchangeOwner, cookies: CookieJar, maxBytes: number) {
    this.#owner = owner
    this.#cookies = cookies
    this.#maxBytes = maxBytes
  }

  get busy(): boolean {
    return this.#busy
  }

  begin(pool: Dispatcher, options: Dispatcher.DispatchOptions): void {
    this.#busy = true
    this.#chunks = []
    this.#bytes = 0
    pool.dispatch(options, this)
  }

  onRequestStart(): void {
    this.#status = 0
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    this.#location = headers.location
    this.#cookies.take(headers['set-cookie'])
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= this.#maxBytes) this.#chunks.push(chunk)
    else controller.abort(new ClientError('too-large', 'open', `an answer of more than ${this.#maxBytes} bytes`))
  }

  onResponseEnd(): void {
    this.#busy = false
    const [first = Buffer.alloc(0), ...others] = this.#chunks
    const body = others.length === 0 ? first : Buffer.concat(this.#chunks, this.#bytes)
    this.#chunks = []
    if (this.#status === 200) this.#owner.onAnswer(this, body)
    else this.#owner.onExchangeFailed(this.#refusal(body))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#busy = false
    this.#owner.onExchangeFailed(failureOf(error))
  }

  #refusal(body: Buffer): LinkFailure {
    return { code: 'http-status', message: httpStatusText(this.#status, body.toString(), this.#location) }
  }
}

function failureOf(cause: Error): LinkFailure {
  if (cause instanceof ClientError) return { code: cause.code, message: `the server sent ${cause.message}` }
  return { code: codeOf(cause), message: systemErrorText(cause), cause }
}

/** undici's own errors, where the operating system's do not say more. */
function codeOf(error: Error): ClientErrorCode {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_SOCKET') return 'reset'
  return /^(HPE_|UND_ERR_)/.test(code) ? 'protocol' : systemErrorCode(error)
}
