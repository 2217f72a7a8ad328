import { monotonicClock } from '../../clock.ts'
import type { ConnectTimings, Traffic } from '../chat-client.ts'
import { ClientError, type ClientErrorCode, type ConnectionStage } from '../client-error.ts'
import { serverText } from '../server-text.ts'
import { noTimings } from './connect-attempt.ts'
import type { LeanShared } from './lean-shared.ts'
import { noTraffic, type Link, type LinkFailure, type Message } from './link.ts'
import { openLink, type LinkPlan } from './open-link.ts'
import { readOpenPacket } from './open-packet.ts'
import { engineTypes } from './packet-types.ts'
import { TransportSwitch } from './transport-switch.ts'
import type { UpgradeOwner } from './upgrading-link.ts'
import type { Watched } from './watch.ts'

const lingerMs = 5_000

/**
 * One Engine.IO session of one user, over a link that carries its packets (Engine.IO protocol v4): handshake, switch of
 * transport, pings, end. What its messages mean is a subclass's to say; inheriting costs a user no further object.
 */
export abstract class EngineSession implements UpgradeOwner, Watched {
  protected readonly shared: LeanShared
  /** `connecting` until the subclass says that it is `open`. */
  protected state: 'idle' | 'connecting' | 'open' | 'closing' | 'closed' = 'idle'
  #link: Link | undefined
  #switch: TransportSwitch | undefined
  #timings = noTimings
  /** Zero until the session is open. */
  #pingWindowMs = 0
  /** When the connection counts as lost: no ping has come, or, while closing, no end. */
  #lostAt = Infinity

  constructor(shared: LeanShared) {
    this.shared = shared
  }

  get timings(): ConnectTimings {
    return this.#timings
  }

  get traffic(): Traffic {
    return this.#link?.traffic ?? noTraffic
  }

  settled(): Promise<void> {
    return this.#switch?.promise ?? this.connected()
  }

  check(now: number): void {
    if (now <= this.#lostAt) this.onTick(now)
    else if (this.state !== 'closing') this.fail('ping-timeout', `no ping for ${this.#pingWindowMs} ms`)
    else {
      this.#link?.destroy()
      this.onLinkEnded()
    }
  }

  onProgress(stage: Extract<ConnectionStage, 'tls' | 'handshake'>): void {
    this.onStage(stage, monotonicClock.now())
  }

  onPacket(bytes: Buffer, start: number, end: number): void {
    if (this.state === 'closing') return
    if (this.#pingWindowMs === 0) return this.#open(bytes, start, end)
    switch (start === end ? undefined : bytes[start]) {
      case engineTypes.message:
        return this.onText(bytes, start + 1, end)
      case engineTypes.ping:
        this.#lostAt = monotonicClock.now() + this.#pingWindowMs
        return this.#link?.send('3')
      case engineTypes.close:
        return this.fail('server-disconnect', 'the server closed the session')
      case engineTypes.pong:
      case engineTypes.upgrade:
      case engineTypes.noop:
        return
      default:
        this.fail('protocol', 'the server sent an unknown Engine.IO packet')
    }
  }

  onBinaryMessage(bytes: Buffer, start: number, end: number): void {
    if (this.state === 'closing') return
    if (this.#pingWindowMs === 0) this.fail('bad-handshake', 'the server opened with a binary message')
    else this.onBinary(bytes, start, end)
  }

  onUpgraded(): void {
    if (this.#switch === undefined) return
    this.#timings = { ...this.#timings, upgrade: monotonicClock.now() - this.#switch.startedAt }
    this.#switch.resolve()
  }

  onUpgradeFailed({ code, message, cause }: LinkFailure): void {
    this.#switch?.reject(new ClientError(code, 'upgrade', message, { cause }))
  }

  onLinkFailed({ code, message, cause }: LinkFailure): void {
    this.fail(code, message, cause)
  }

  onLinkEnded(): void {
    this.state = 'closed'
    this.shared.watch.delete(this)
  }

  /** Resolves when what the connection was made for is connected. */
  protected abstract connected(): Promise<void>
  /** A stage of the connect has been reached; `namespace` when the session is open and namespaces may be asked for. */
  protected abstract onStage(stage: Extract<ConnectionStage, 'tls' | 'handshake' | 'namespace'>, now: number): void
  /** A Socket.IO packet without its Engine.IO type. The range is valid during the call only. */
  protected abstract onText(bytes: Buffer, start: number, end: number): void
  /** A binary message. The range is valid during the call only. */
  protected abstract onBinary(bytes: Buffer, start: number, end: number): void
  /** Looks after deadlines, a few times a second while the connection lives. */
  protected abstract onTick(now: number): void
  /**
   * The connection has ended, and not because this side closed it; `wasOpen` tells whether it was `open` before.
   * Answers the failure as an error, with the stage that it happened in.
   */
  protected abstract onFailed(failure: LinkFailure, wasOpen: boolean): ClientError

  protected get isSessionOpen(): boolean {
    return this.#pingWindowMs > 0
  }

  protected begin(plan: LinkPlan): void {
    this.state = 'connecting'
    if (plan.transport === 'upgrade') this.#switch = new TransportSwitch()
    this.#link = openLink(this.shared, plan, this)
    this.shared.watch.add(this)
  }

  protected opened(timings: Omit<ConnectTimings, 'upgrade'>): void {
    this.state = 'open'
    this.keepTimings(timings)
  }

  protected keepTimings(timings: Omit<ConnectTimings, 'upgrade'>): void {
    this.#timings = { ...this.#timings, ...timings }
  }

  /** Sends a message and the binary ones that belong to it. */
  send(packet: Message, attachments: readonly Uint8Array[]): void {
    this.#link?.send(packet)
    for (const attachment of attachments) this.#link?.send(attachment)
  }

  /** Closes the connection politely; `error` is for whoever waits for its switch of transport. */
  protected closeLink(last: Message | undefined, error: ClientError): void {
    this.state = 'closing'
    this.#lostAt = monotonicClock.now() + lingerMs
    this.#switch?.reject(error)
    this.#link?.close(last)
  }

  protected fail(code: ClientErrorCode, message: string, cause?: Error): void {
    if (this.state === 'closed') return
    const wasOpen = this.state === 'open'
    this.state = 'closed'
    this.shared.watch.delete(this)
    this.#link?.destroy()
    const error = this.onFailed({ code, message, cause }, wasOpen)
    this.#switch?.reject(error)
  }

  /** Takes the first packet of the connection. */
  #open(bytes: Buffer, start: number, end: number): void {
    const session = readOpenPacket(bytes, start, end)
    if (session === undefined) {
      const said = serverText(bytes.toString('utf8', start, end))
      return this.fail('bad-handshake', `the server did not open with an Engine.IO v4 handshake but with: ${said}`)
    }
    const now = monotonicClock.now()
    if (this.#switch !== undefined) this.#switch.startedAt = now
    this.#pingWindowMs = session.pingInterval + session.pingTimeout
    this.#lostAt = now + this.#pingWindowMs
    this.#link?.open(session)
    this.onStage('namespace', now)
  }
}
