import { hash } from 'node:crypto'
import { headersOf, type Endpoint } from './endpoint.ts'

/** Ends every HTTP head. */
export const headEnd = '\r\n\r\n'

const acceptSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The request that asks for a websocket, and what its answer must hold (RFC 6455 section 4.1). */
export interface UpgradeRequest {
  readonly text: string
  readonly accept: string
}

/** Writes an upgrade request; `query` follows the path's question mark, `key` is 16 random bytes in base64. */
export function upgradeRequest(endpoint: Endpoint, query: string, key: string): UpgradeRequest {
  let text =
    `GET ${endpoint.path}?${query}${endpoint.query} HTTP/1.1\r\nHost: ${endpoint.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n`
  for (const [name, value] of Object.entries(headersOf(endpoint))) text += `${name}: ${value}\r\n`
  return { text: `${text}\r\n`, accept: hash('sha1', key + acceptSuffix, 'base64') }
}

/** The head of an HTTP answer. */
export interface ResponseHead {
  readonly status: number
  /** By lower-case name; a repeated header's values are joined by commas. */
  readonly headers: ReadonlyMap<string, string>
  /** The values of the `Set-Cookie` headers, which must not be joined (RFC 6265 section 3). */
  readonly cookies: readonly string[]
}

/** Reads an HTTP/1.1 head, without the empty line that ends it; `undefined` if it is none. */
export function parseHead(head: string): ResponseHead | undefined {
  const [statusLine = '', ...lines] = head.split('\r\n')
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1]
  if (status === undefined) return undefined
  const headers = new Map<string, string>()
  const cookies: string[] = []
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) return undefined
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'set-cookie') cookies.push(value)
    const earlier = headers.get(name)
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`)
  }
  return { status: Number(status), headers, cookies }
}

/** What is wrong with a 101 answer, if anything (RFC 6455 section 4.1, the client's checks of the handshake). */
export function faultOfUpgrade({ headers }: ResponseHead, accept: string): string | undefined {
  if (headers.get('upgrade')?.toLowerCase() !== 'websocket')
    return 'the answer upgrades to something else than websocket'
  const connection = headers.get('connection') ?? ''
  if (!/(^|,)\s*upgrade\s*(,|$)/i.test(connection)) return 'the answer lacks "Connection: Upgrade"'
  if (headers.get('sec-websocket-accept') !== accept) return 'the answer has a wrong Sec-WebSocket-Accept'
  if (headers.has('sec-websocket-extensions')) return 'the answer uses an extension that was not offered'
  if (headers.has('sec-websocket-protocol')) return 'the answer uses a subprotocol that was not offered'
  return undefined
}
