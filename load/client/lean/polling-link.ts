import type { Traffic } from '../chat-client.ts'
import type { Base64Buffer } from './base64-buffer.ts'
import { headersOf, type Endpoint } from './endpoint.ts'
import { HttpExchange, type ExchangeOwner } from './http-exchange.ts'
import type { LeanShared } from './lean-shared.ts'
import type { Link, LinkFailure, LinkOwner, Message } from './link.ts'
import type { OpenPacket } from './open-packet.ts'
import { countFitting, encodePayload, readPayload } from './polling-payload.ts'
import { PollingSockets } from './polling-sockets.ts'

const query = 'EIO=4&transport=polling'
const closePacket = '1'

/** Long polling: one GET that waits for packets, and one POST at a time for those to be sent (Engine.IO protocol v4). */
export class PollingLink implements Link, ExchangeOwner {
  readonly #owner: LinkOwner
  readonly #endpoint: Endpoint
  readonly #base64: Base64Buffer
  readonly #sockets: PollingSockets
  readonly #get: HttpExchange
  readonly #post: HttpExchange
  #path: string
  #maxPayload = Infinity
  #requests = 0
  #queue: Message[] = []
  #phase: 'opening' | 'live' | 'pausing' | 'paused' | 'closing' | 'over' = 'opening'
  #onPaused: (() => void) | undefined
  #hasSaidGoodbye = false

  /** Asks for a session at once. `maxPacketBytes` bounds what one poll may answer. */
  constructor(shared: LeanShared, endpoint: Endpoint, maxPacketBytes: number, owner: LinkOwner) {
    this.#owner = owner
    this.#endpoint = endpoint
    this.#base64 = shared.base64
    this.#path = `${endpoint.path}?${query}${endpoint.query}`
    this.#sockets = new PollingSockets(shared, endpoint, owner)
    this.#get = new HttpExchange(this, endpoint.cookies, maxPacketBytes)
    this.#post = new HttpExchange(this, endpoint.cookies, maxPacketBytes)
    this.#poll()
  }

  get traffic(): Traffic {
    return { bytesUp: this.#sockets.bytesUp, bytesDown: this.#sockets.bytesDown, requests: this.#requests }
  }

  open({ sid, maxPayload }: OpenPacket): void {
    this.#path += `&sid=${encodeURIComponent(sid)}`
    this.#maxPayload = maxPayload ?? Infinity
    this.#phase = 'live'
  }

  send(message: Message): void {
    this.#queue.push(message)
    this.#flush()
  }

  close(last: Message | undefined): void {
    if (this.#phase === 'opening') return this.#finish()
    if (last !== undefined) this.#queue.push(last)
    this.#phase = 'closing'
    this.#flush()
    this.#sayGoodbye()
  }

  destroy(): void {
    this.#phase = 'over'
    this.#sockets.destroy()
  }

  /** Lets the requests in flight finish, sends nothing after them, then calls back. */
  pause(onPaused: () => void): void {
    this.#phase = 'pausing'
    this.#onPaused = onPaused
    this.#pauseIfQuiet()
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.#phase !== 'pausing' && this.#phase !== 'paused') return
    this.#phase = 'live'
    this.#onPaused = undefined
    if (!this.#get.busy) this.#poll()
    this.#flush()
  }

  /** The messages that were not sent before the pause; they are the caller's to send. */
  takeQueue(): readonly Message[] {
    const queue = this.#queue
    this.#queue = []
    return queue
  }

  onAnswer(exchange: HttpExchange, body: Buffer): void {
    if (exchange === this.#post) return this.#onSent()
    readPayload(body, this.#base64, this.#owner, () => this.#phase !== 'closing' && this.#phase !== 'over')
    if (this.#phase === 'live') this.#poll()
    else this.#pauseIfQuiet()
  }

  onExchangeFailed(failure: LinkFailure): void {
    if (this.#phase === 'closing') return this.#finish()
    if (this.#phase === 'over') return
    const isHandshake = this.#phase === 'opening' && failure.code === 'protocol'
    this.destroy()
    this.#owner.onLinkFailed(isHandshake ? { ...failure, code: 'bad-handshake' } : failure)
  }

  #poll(): void {
    this.#requests++
    this.#get.begin(this.#sockets.pool, { path: this.#path, method: 'GET', headers: headersOf(this.#endpoint) })
  }

  #flush(): void {
    if ((this.#phase !== 'live' && this.#phase !== 'closing') || this.#post.busy || this.#queue.length === 0) return
    const messages = this.#queue.splice(0, countFitting(this.#queue, this.#maxPayload))
    const headers = { 'content-type': 'text/plain;charset=UTF-8', ...headersOf(this.#endpoint) }
    this.#requests++
    this.#post.begin(this.#sockets.pool, { path: this.#path, method: 'POST', headers, body: encodePayload(messages) })
  }

  #onSent(): void {
    if (this.#hasSaidGoodbye) return this.#finish()
    this.#flush()
    this.#sayGoodbye()
    this.#pauseIfQuiet()
  }

  /** Closes the session in a request of its own: servers act on a close before they act on what came along with it. */
  #sayGoodbye(): void {
    if (this.#phase !== 'closing' || this.#post.busy) return
    this.#hasSaidGoodbye = true
    this.#queue.push(closePacket)
    this.#flush()
  }

  #pauseIfQuiet(): void {
    if (this.#phase !== 'pausing' || this.#get.busy || this.#post.busy) return
    this.#phase = 'paused'
    this.#onPaused?.()
  }

  #finish(): void {
    this.destroy()
    this.#owner.onLinkEnded()
  }
}
