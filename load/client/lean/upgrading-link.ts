import { monotonicClock } from '../../clock.ts'
import type { Traffic } from '../chat-client.ts'
import { serverText } from '../server-text.ts'
import type { Endpoint } from './endpoint.ts'
import type { LeanShared } from './lean-shared.ts'
import { noTraffic, type Link, type LinkFailure, type LinkOwner, type Message } from './link.ts'
import type { OpenPacket } from './open-packet.ts'
import { PollingLink } from './polling-link.ts'
import type { Watched } from './watch.ts'
import { WebSocketLink } from './websocket-link.ts'

const probe = '2probe'
const probeAnswer = '3probe'
const upgradePacket = '5'

/** What an upgrading link tells besides. */
export interface UpgradeOwner extends LinkOwner {
  /** The connection goes on by websocket. */
  onUpgraded(): void
  /** The connection goes on by polling. */
  onUpgradeFailed(failure: LinkFailure): void
}

/** What the switch needs. `timeoutMs` bounds the time from the open session to the switch. */
export interface UpgradePlan {
  readonly endpoint: Endpoint
  readonly maxPacketBytes: number
  readonly timeoutMs: number
}

/**
 * Polling that becomes a websocket (Engine.IO protocol v4, "Upgrade"): a probe runs beside the polling; once it is
 * answered the requests in flight finish, and what was not sent by then goes over the websocket, so that nothing is
 * lost and nothing overtakes.
 */
export class UpgradingLink implements Link, LinkOwner, Watched {
  readonly #shared: LeanShared
  readonly #plan: UpgradePlan
  readonly #owner: UpgradeOwner
  readonly #polling: PollingLink
  #websocket: WebSocketLink | undefined
  #giveUpAt = Infinity
  #phase: 'polling' | 'probing' | 'switching' | 'upgraded' = 'polling'

  constructor(shared: LeanShared, plan: UpgradePlan, owner: UpgradeOwner) {
    this.#shared = shared
    this.#plan = plan
    this.#owner = owner
    this.#polling = new PollingLink(shared, plan.endpoint, plan.maxPacketBytes, owner)
  }

  get traffic(): Traffic {
    const { bytesUp, bytesDown, requests } = this.#polling.traffic
    const websocket = this.#websocket?.traffic ?? noTraffic
    return {
      bytesUp: bytesUp + websocket.bytesUp,
      bytesDown: bytesDown + websocket.bytesDown,
      requests: requests + websocket.requests,
    }
  }

  open(session: OpenPacket): void {
    this.#polling.open(session)
    if (!session.upgrades.includes('websocket')) {
      return this.#owner.onUpgradeFailed({
        code: 'bad-handshake',
        message: 'the server offers no upgrade to websocket',
      })
    }
    this.#phase = 'probing'
    this.#giveUpAt = monotonicClock.now() + this.#plan.timeoutMs
    this.#shared.watch.add(this)
    const query = `EIO=4&transport=websocket&sid=${encodeURIComponent(session.sid)}`
    const request = { query, greeting: probe, maxPacketBytes: this.#plan.maxPacketBytes }
    this.#websocket = new WebSocketLink(this.#shared, this.#plan.endpoint, request, this)
  }

  send(message: Message): void {
    this.#current.send(message)
  }

  close(last: Message | undefined): void {
    if (this.#phase === 'upgraded') return this.#current.close(last)
    this.#stopProbing()
    this.#polling.close(last)
  }

  destroy(): void {
    this.#shared.watch.delete(this)
    this.#polling.destroy()
    this.#websocket?.destroy()
  }

  check(now: number): void {
    if (now > this.#giveUpAt) {
      this.onLinkFailed({ code: 'timeout', message: `no switch to websocket after ${this.#plan.timeoutMs} ms` })
    }
  }

  onProgress(): void {
    // The stages of the probe's socket are no stages of the connection.
  }

  onPacket(bytes: Buffer, start: number, end: number): void {
    const packet = bytes.toString('latin1', start, end)
    if (this.#phase !== 'probing' || packet !== probeAnswer) {
      return this.onLinkFailed({
        code: 'protocol',
        message: `the server answered the probe with: ${serverText(packet)}`,
      })
    }
    this.#phase = 'switching'
    this.#polling.pause(() => this.#switch())
  }

  onBinaryMessage(): void {
    this.onLinkFailed({ code: 'protocol', message: 'the server answered the probe with a binary message' })
  }

  /** The probe failed: polling goes on. */
  onLinkFailed(failure: LinkFailure): void {
    this.#stopProbing()
    this.#polling.resume()
    this.#owner.onUpgradeFailed(failure)
  }

  onLinkEnded(): void {
    // The probe's websocket is destroyed, never closed politely.
  }

  get #current(): Link {
    return this.#phase === 'upgraded' && this.#websocket !== undefined ? this.#websocket : this.#polling
  }

  #stopProbing(): void {
    this.#phase = 'polling'
    this.#shared.watch.delete(this)
    this.#websocket?.destroy()
  }

  #switch(): void {
    const websocket = this.#websocket
    if (websocket === undefined) return
    this.#phase = 'upgraded'
    this.#shared.watch.delete(this)
    websocket.owner = this.#owner
    websocket.send(upgradePacket)
    for (const message of this.#polling.takeQueue()) websocket.send(message)
    this.#polling.destroy()
    this.#owner.onUpgraded()
  }
}
