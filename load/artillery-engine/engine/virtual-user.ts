import { monotonicClock } from '../../clock.ts'
import type { StampOptions } from '../witness/watched-context.ts'
import type { UserContext } from './artillery.ts'
import type { Channel } from './channel.ts'
import { newCarrier, openChannel, type Carrier, type Connector } from './connect.ts'
import type { EngineWorker } from './engine-worker.ts'
import { CookieJar } from './http/cookie-jar.ts'
import { namespaceName, type ScenarioSettings } from './scenario-settings.ts'
import { StepError } from './step-error.ts'

/** One virtual user: its connections, its namespaces, its cookies and what it is to the book. */
export class VirtualUser implements Connector {
  readonly context: UserContext
  readonly worker: EngineWorker
  readonly settings: ScenarioSettings
  readonly startedAt = monotonicClock.now()
  /** How often a loop of this user has gone round. */
  turns = 0
  #isEnded = false
  #atEnd: Set<() => void> | undefined
  readonly #channels = new Map<string, Promise<Channel> | Channel>()
  readonly #carriers: Carrier[] = []
  /** What namespaces share unless a `connect` asks for a connection of its own. */
  #shared: Carrier | undefined
  #latest: Channel | undefined
  #senders: Map<string, number> | undefined
  #cookies: CookieJar | undefined
  /** How many stamped messages had come when the user joined a room. */
  #seenAtJoin: Map<string, number> | undefined

  constructor(context: UserContext, worker: EngineWorker, settings: ScenarioSettings) {
    this.context = context
    this.worker = worker
    this.settings = settings
  }

  get isEnded(): boolean {
    return this.#isEnded
  }

  /** Calls back if the user ends before what is returned has been called. */
  onEnd(stop: () => void): () => void {
    const stops = (this.#atEnd ??= new Set())
    stops.add(stop)
    return () => stops.delete(stop)
  }

  get cookies(): CookieJar {
    return (this.#cookies ??= new CookieJar())
  }

  /** The channel of a namespace as a step writes it; connects first where there is none. */
  channel(written: string): Channel | Promise<Channel> {
    return this.#channels.get(this.#name(written)) ?? this.#open(this.#name(written), this.settings, false)
  }

  /** Connects a namespace anew, with the settings of a `connect` step; one that is connected is left first. */
  async connect(written: string, settings: ScenarioSettings, ownConnection: boolean): Promise<Channel> {
    await this.disconnect(written)
    return this.#open(this.#name(written), settings, ownConnection)
  }

  /** Leaves a namespace, or all of them. */
  async disconnect(written?: string): Promise<void> {
    const names = written === undefined ? [...this.#channels.keys()] : [this.#name(written)]
    for (const name of names) {
      const channel = await this.#channels.get(name)
      this.#channels.delete(name)
      channel?.disconnect()
    }
    if (this.#channels.size === 0) this.#shared = undefined
  }

  /** The channel of a namespace, or the latest of all, if it is connected. */
  known(written?: string): Channel | undefined {
    if (written === undefined) return this.#latest
    const channel = this.#channels.get(this.#name(written))
    return channel instanceof Promise ? undefined : channel
  }

  joined(room: string, written?: string): void {
    const channel = this.#connected('joined', written)
    this.worker.book.joined(channel.member, room)
    this.#seenAtJoin ??= new Map()
    this.#seenAtJoin.set(room, channel.deliveries)
  }

  left(room: string, written?: string): void {
    this.worker.book.left(this.#connected('left', written).member, room)
    this.#seenAtJoin?.delete(room)
  }

  /** How many stamped messages the user had received when it joined the room; 0 where it has not. */
  seenAtJoin(room: string): number {
    return this.#seenAtJoin?.get(room) ?? 0
  }

  /** This user's number in the book, as a sender into a room. */
  sender(room: string, { volatile = false, excludesSelf = false }: StampOptions = {}): number {
    const key = `${volatile} ${excludesSelf} ${room}`
    const known = this.#senders?.get(key)
    if (known !== undefined) return known
    const excludes = excludesSelf ? { excludes: this.#connected('stamp').member } : {}
    const sender = this.worker.book.sender(room, { volatile, ...excludes })
    this.#senders ??= new Map()
    this.#senders.set(key, sender)
    return sender
  }

  /** Closes everything. */
  end(): void {
    this.#isEnded = true
    for (const stop of this.#atEnd ?? []) stop()
    for (const { connection } of this.#carriers) connection.close()
    for (const channel of this.#channels.values()) if (!(channel instanceof Promise)) this.worker.closed(channel)
  }

  #name(written: string): string {
    return namespaceName(this.settings, written === '' ? this.settings.namespace : written)
  }

  #open(name: string, settings: ScenarioSettings, ownConnection: boolean): Promise<Channel> {
    const opening = this.#connect(name, settings, ownConnection)
    this.#channels.set(name, opening)
    return opening
  }

  async #connect(name: string, settings: ScenarioSettings, ownConnection: boolean): Promise<Channel> {
    const shared = ownConnection ? undefined : this.#shared
    try {
      const carrier = shared ?? newCarrier(this, settings)
      if (shared === undefined) this.#carriers.push(carrier)
      if (!ownConnection) this.#shared = carrier
      const channel = await openChannel(this, carrier, name, settings)
      this.#channels.set(name, channel)
      this.#latest = channel
      return channel
    } catch (error) {
      this.#channels.delete(name)
      if (shared === undefined) this.#shared = undefined
      throw error
    }
  }

  #connected(what: string, written?: string): Channel {
    const channel = this.known(written)
    if (channel !== undefined) return channel
    const where = written === undefined ? '' : ` to ${written}`
    throw new StepError(what, 'not-connected', `${what}: the virtual user has no connection${where} yet`)
  }
}
