import { isIP } from 'node:net'
import type { ChatClientOptions } from '../chat-client.ts'
import { CookieJar, withoutCookie } from '../cookie-jar.ts'

/** Where a connection goes and what its HTTP requests carry. */
export interface Endpoint {
  readonly secure: boolean
  /** Scheme and authority, without a path. */
  readonly origin: string
  /** Name or address, an IPv6 address without brackets. */
  readonly hostname: string
  readonly port: number
  /** The value of the `Host` header. */
  readonly host: string
  readonly path: string
  /** Further parameters of every URL, each with its ampersand in front. */
  readonly query: string
  /** Further headers of every request, without `Cookie`. */
  readonly headers: Readonly<Record<string, string>>
  /** Kept over all requests of the connection. */
  readonly cookies: CookieJar
  readonly localAddress: string | undefined
  readonly tls: { readonly ca: string | undefined; readonly rejectUnauthorized: boolean; readonly servername: string }
}

/** Reads the endpoint out of a client's options. Throws a `TypeError` for a URL that is not `http` or `https`. */
export function endpointOf(
  options: Omit<ChatClientOptions, 'namespace'>,
  cookies = CookieJar.of(options.headers),
): Endpoint {
  const { protocol, origin, hostname: urlHostname, port, host } = new URL(options.url)
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new TypeError(`a gateway's url begins with http:// or https://, got ${options.url}`)
  }
  const secure = protocol === 'https:'
  const hostname = urlHostname.replace(/^\[(.*)\]$/, '$1')
  return {
    secure,
    origin,
    hostname,
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    host,
    path: options.path,
    query: queryOf(options.query ?? {}),
    headers: withoutCookie(options.headers),
    cookies,
    localAddress: options.localAddress,
    tls: {
      ca: options.tls?.ca,
      rejectUnauthorized: options.tls?.rejectUnauthorized ?? true,
      servername: isIP(hostname) === 0 ? hostname : '',
    },
  }
}

/** Parameters that Engine.IO itself sets. */
const reserved = new Set(['EIO', 'transport', 'sid'])

function queryOf(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .filter(([name]) => !reserved.has(name))
    .map(([name, value]) => `&${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('')
}

/** The headers of the next request: the further ones, and the cookies of that moment. */
export function headersOf({ headers, cookies }: Endpoint): Readonly<Record<string, string>> {
  const cookie = cookies.header
  return cookie === undefined ? headers : { ...headers, cookie }
}
