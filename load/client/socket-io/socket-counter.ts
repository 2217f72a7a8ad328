import { Agent as HttpAgent, type ClientRequest } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { connect as connectTcp, Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import type { Traffic } from '../chat-client.ts'
import type { CookieJar } from '../cookie-jar.ts'
import { systemErrorCode } from '../system-error.ts'

/** Where the sockets come from and how they are secured. */
export interface SocketSettings {
  readonly secure: boolean
  readonly localAddress: string | undefined
  readonly tls: Pick<ConnectionOptions, 'ca' | 'rejectUnauthorized'>
  readonly cookies: CookieJar
}

/**
 * The HTTP agent of one official client: it opens the sockets, keeps them alive between polls as a browser does, and
 * counts at them. Without an agent the official client opens a socket for every request.
 */
export class SocketCounter {
  readonly agent: HttpAgent
  /** What the system or TLS answered last: the official client's own errors seldom say. */
  socketError: Error | undefined
  /** When the first socket could carry bytes, on the clock that `now` reads. */
  connectedAt: number | undefined
  readonly #settings: SocketSettings
  readonly #now: () => number
  readonly #open = new Set<Socket>()
  #requests = 0
  #bytesUp = 0
  #bytesDown = 0
  #isClosing = false
  #isDestroyed = false
  #onEmpty: (() => void) | undefined

  constructor(settings: SocketSettings, now: () => number) {
    this.#settings = settings
    this.#now = now
    this.agent = settings.secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
    const { agent } = this
    const reuseSocket = agent.reuseSocket.bind(agent)
    const keepSocketAlive = agent.keepSocketAlive.bind(agent)
    agent.createConnection = (options) => this.#connect(options as ConnectionOptions)
    agent.reuseSocket = (socket, request) => {
      this.#requests++
      reuseSocket(socket, request)
    }
    // Every request of the client, polls and websocket upgrades alike, is added to its agent before its head is written.
    const adding = agent as unknown as RequestAgent
    const addRequest = adding.addRequest.bind(agent)
    adding.addRequest = (request, options) => {
      carryCookies(request, settings.cookies)
      addRequest(request, options)
    }
    // @types/node says void; Node reads the answer to know whether the socket may be kept.
    agent.keepSocketAlive = (socket) => !this.#isClosing && keepSocketAlive(socket)
  }

  get traffic(): Traffic {
    let [bytesUp, bytesDown] = [this.#bytesUp, this.#bytesDown]
    for (const socket of this.#open) {
      bytesUp += socket.bytesWritten
      bytesDown += socket.bytesRead
    }
    return { bytesUp, bytesDown, requests: this.#requests }
  }

  /** Lets requests in flight finish, keeps no socket after them, and resolves when none is left or `lingerMs` are over. */
  async close(lingerMs: number): Promise<void> {
    this.#isClosing = true
    for (const sockets of Object.values(this.agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy()
    if (this.#open.size === 0) return
    const { promise, resolve } = Promise.withResolvers<undefined>()
    this.#onEmpty = () => resolve(undefined)
    const timer = setTimeout(() => this.destroy(), lingerMs)
    await promise
    clearTimeout(timer)
  }

  /** Drops every socket, and lets no further one be opened. */
  destroy(): void {
    this.#isClosing = true
    this.#isDestroyed = true
    for (const socket of this.#open) socket.destroy()
  }

  #connect({ host, port, servername }: ConnectionOptions): Socket {
    // xmlhttprequest-ssl repeats a request whose kept socket was reset, for ever.
    if (this.#isDestroyed) return new Socket().destroy(new Error('the client is closed'))
    const { secure, localAddress, tls } = this.#settings
    const to = { host: host ?? 'localhost', port: Number(port), localAddress, noDelay: true }
    const socket = secure ? connectTls({ ...to, ...tls, servername }).setNoDelay() : connectTcp(to)
    this.#requests++
    this.#open.add(socket)
    socket.once(secure ? 'secureConnect' : 'connect', () => (this.connectedAt ??= this.#now()))
    socket.once('error', (error: Error) => {
      if (isSystemError(error)) this.socketError = error
    })
    socket.once('close', () => this.#forget(socket))
    return socket
  }

  #forget(socket: Socket): void {
    this.#open.delete(socket)
    this.#bytesUp += socket.bytesWritten
    this.#bytesDown += socket.bytesRead
    if (this.#open.size === 0) this.#onEmpty?.()
  }
}

/** What every agent of Node has and its documentation leaves out; missing in the types. */
interface RequestAgent {
  addRequest(request: ClientRequest, options: unknown): void
}

/**
 * Sends the jar's cookies with a request and takes those of its answer. The client's own jar (`withCredentials`) drops
 * the user's cookies from polls as soon as the gateway sets one, and sends both of a name with the upgrade.
 */
function carryCookies(request: ClientRequest, cookies: CookieJar): void {
  const { header } = cookies
  if (header !== undefined) request.setHeader('Cookie', header)
  request.once('response', ({ headers }) => cookies.take(headers['set-cookie']))
}

/** Errors of the parsers above a socket destroy it as well; those are no answers of the system. */
function isSystemError(error: Error): boolean {
  return 'syscall' in error || systemErrorCode(error) === 'tls'
}
