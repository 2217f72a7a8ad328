import { parseSetCookie } from 'set-cookie-parser'

interface Cookie {
  /** `name=value`, as it is sent. */
  readonly pair: string
  /** Milliseconds of the wall clock, which is what a server means. */
  readonly expiresAt: number
}

/** RFC 6265 section 6.1 asks for 50 cookies of 4,096 bytes at least; a server must not grow every request for ever. */
const mostCookies = 180
const longestPair = 4_096
const headerSafe = /^[\x20-\x7e\x80-\xff]*$/

/**
 * The cookies of one user: those that it came with, and those that the gateway has set (RFC 6265). There is one gateway
 * per user, so that domain and path of a cookie are not looked at.
 */
export class CookieJar {
  #cookies: Map<string, Cookie> | undefined

  /** `header` is the value of a `Cookie` header to begin with. */
  constructor(header?: string) {
    for (const pair of header?.split(';') ?? []) {
      const trimmed = pair.trim()
      if (trimmed !== '') this.#keep(trimmed.split('=', 1)[0]?.trim() ?? '', { pair: trimmed, expiresAt: Infinity })
    }
  }

  /** The jar of somebody who sends these headers, whatever the case of their names. */
  static of(headers: Readonly<Record<string, string>> | undefined): CookieJar {
    for (const [name, value] of Object.entries(headers ?? {})) if (isCookie(name)) return new CookieJar(value)
    return new CookieJar()
  }

  /** The value of the next request's `Cookie` header; `undefined` without cookies. */
  get header(): string | undefined {
    if (this.#cookies === undefined) return undefined
    const now = Date.now()
    for (const [name, { expiresAt }] of this.#cookies) if (expiresAt <= now) this.#cookies.delete(name)
    return this.#cookies.size === 0 ? undefined : [...this.#cookies.values()].map(({ pair }) => pair).join('; ')
  }

  /** Takes the `Set-Cookie` headers of an answer. One that cannot be sent back is ignored. */
  take(lines: string | readonly string[] | undefined): void {
    if (lines === undefined) return
    for (const { name, value, maxAge, expires } of parseSetCookie(lines, {
      decodeValues: false,
      split: false,
      silent: true,
    })) {
      const expiresAt = maxAge === undefined ? (expires?.getTime() ?? Infinity) : Date.now() + maxAge * 1_000
      this.#keep(name, { pair: `${name}=${value}`, expiresAt })
    }
  }

  #keep(name: string, cookie: Cookie): void {
    if (cookie.pair.length > longestPair || !headerSafe.test(cookie.pair)) return
    this.#cookies ??= new Map()
    if (this.#cookies.size < mostCookies || this.#cookies.has(name)) this.#cookies.set(name, cookie)
  }
}

/** The headers but for `Cookie`, which a jar sends. */
export function withoutCookie(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => !isCookie(name)))
}

function isCookie(header: string): boolean {
  return header.toLowerCase() === 'cookie'
}
