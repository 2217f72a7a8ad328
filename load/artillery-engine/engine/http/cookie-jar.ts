interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  /** Whether hosts below that one are meant as well. */
  readonly isForSubdomains: boolean
  readonly path: string
  readonly secure: boolean
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** The cookies of one virtual user, as far as load tests need RFC 6265: domain, path, expiry and `Secure`. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>()

  /** Takes the `Set-Cookie` headers of an answer. */
  take(headers: readonly string[], url: URL, now = Date.now()): void {
    for (const header of headers) {
      const cookie = parseCookie(header, url, now)
      if (cookie === undefined) continue
      const key = `${cookie.host} ${cookie.path} ${cookie.name}`
      if (cookie.expiresAt <= now) this.#cookies.delete(key)
      else this.#cookies.set(key, cookie)
    }
  }

  /** Sets a cookie that the script gives. */
  set(name: string, value: string, url: URL): void {
    this.take([`${name}=${value}; Path=/`], url)
  }

  /** The `Cookie` header of a request; `undefined` where there is nothing to send. Longer paths come first. */
  header(url: URL, now = Date.now()): string | undefined {
    const fitting = [...this.#cookies.values()].filter((cookie) => fits(cookie, url) && cookie.expiresAt > now)
    if (fitting.length === 0) return undefined
    fitting.sort((a, b) => b.path.length - a.path.length)
    return fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
}

function fits({ host, isForSubdomains, path, secure }: Cookie, url: URL): boolean {
  const isHost = url.hostname === host || (isForSubdomains && url.hostname.endsWith(`.${host}`))
  const isPath = url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
  return isHost && isPath && (!secure || url.protocol === 'https:')
}

function parseCookie(header: string, url: URL, now: number): Cookie | undefined {
  const [pair = '', ...parts] = header.split(';')
  const at = pair.indexOf('=')
  if (at < 1) return undefined
  const attributes = new Map(
    parts.map((part) => {
      const [key = '', ...value] = part.split('=')
      return [key.trim().toLowerCase(), value.join('=').trim()] as const
    }),
  )
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? ''
  // A server may speak for itself and the domains above it only.
  if (domain !== '' && url.hostname !== domain && !url.hostname.endsWith(`.${domain}`)) return undefined
  const path = attributes.get('path') ?? ''
  return {
    name: pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    host: domain || url.hostname,
    isForSubdomains: domain !== '',
    path: path.startsWith('/') ? path : defaultPath(url.pathname),
    secure: attributes.has('secure'),
    expiresAt: expiryOf(attributes, now),
  }
}

/** RFC 6265 section 5.1.4: up to the last slash of the request's path. */
function defaultPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

function expiryOf(attributes: ReadonlyMap<string, string>, now: number): number {
  const maxAge = Number(attributes.get('max-age') || NaN)
  if (!Number.isNaN(maxAge)) return now + maxAge * 1000
  const date = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(date) ? Infinity : date
}
