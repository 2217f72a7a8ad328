import type { CookieJar } from '../cookie-jar.ts'
import { httpStatusText } from '../http-status.ts'
import type { LinkFailure } from './link.ts'
import { faultOfUpgrade, headEnd, parseHead, type ResponseHead } from './websocket-upgrade.ts'

const longestHead = 16_384
const longestBody = 4_096

/** Reads the answer to an upgrade request out of chunks; lives only until the answer is complete. */
export class UpgradeResponse {
  readonly #accept: string
  readonly #cookies: CookieJar
  #bytes: Buffer | undefined
  #refusal: { readonly head: ResponseHead; readonly bodyStart: number } | undefined

  /** `accept` is the expected value of `Sec-WebSocket-Accept`; cookies that the answer sets go to `cookies`. */
  constructor(accept: string, cookies: CookieJar) {
    this.#accept = accept
    this.#cookies = cookies
  }

  /**
   * Takes a chunk, which may be overwritten afterwards. Answers what follows an accepted upgrade (frames, or nothing
   * yet; inside the chunk, if that held the whole answer), why it failed, or `undefined` while the answer is incomplete.
   */
  push(chunk: Buffer): { readonly rest: Buffer } | { readonly failure: LinkFailure } | undefined {
    const bytes = this.#bytes === undefined ? chunk : Buffer.concat([this.#bytes, chunk])
    if (this.#refusal === undefined) {
      const end = bytes.indexOf(headEnd)
      if (end === -1 && bytes.length <= longestHead) {
        this.#bytes = Buffer.from(bytes)
        return undefined
      }
      if (end === -1 || end > longestHead) return badHandshake(`the head of the answer exceeds ${longestHead} bytes`)
      const head = parseHead(bytes.toString('latin1', 0, end))
      if (head === undefined) return badHandshake('the answer is not HTTP/1.1')
      this.#cookies.take(head.cookies)
      if (head.status === 101) {
        const fault = faultOfUpgrade(head, this.#accept)
        return fault === undefined ? { rest: bytes.subarray(end + headEnd.length) } : badHandshake(fault)
      }
      this.#refusal = { head, bodyStart: end + headEnd.length }
    }
    this.#bytes = Buffer.from(bytes)
    return this.#hasWholeBody() ? { failure: this.end() } : undefined
  }

  /** The failure that the answer stands for if nothing more comes. */
  end(): LinkFailure {
    if (this.#refusal === undefined || this.#bytes === undefined) {
      return { code: 'bad-handshake', message: 'the server ended the connection before it had answered the handshake' }
    }
    const { head, bodyStart } = this.#refusal
    const body = this.#bytes.subarray(bodyStart).toString()
    const text = isChunked(head) ? joinChunks(body) : body
    return { code: 'http-status', message: httpStatusText(head.status, text, head.headers.get('location')) }
  }

  #hasWholeBody(): boolean {
    if (this.#refusal === undefined || this.#bytes === undefined) return false
    const { head, bodyStart } = this.#refusal
    const body = this.#bytes.subarray(bodyStart)
    if (body.length >= longestBody) return true
    if (isChunked(head)) return /(^|\r\n)0\r\n/.test(body.toString('latin1'))
    const length = head.headers.get('content-length')
    return length !== undefined && body.length >= Number(length)
  }
}

function badHandshake(message: string): { readonly failure: LinkFailure } {
  return { failure: { code: 'bad-handshake', message } }
}

function isChunked(head: ResponseHead): boolean {
  return /(^|,)\s*chunked\s*$/i.test(head.headers.get('transfer-encoding') ?? '')
}

/** The text of a chunked body (RFC 9112 section 7.1), as far as it has come. */
function joinChunks(body: string): string {
  return body.replace(/(^|\r\n)[\da-f]+[^\r\n]*\r\n/gi, '').replace(/\r\n$/, '')
}
