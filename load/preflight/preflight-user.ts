import type { ChatClient, ChatClientFactory, ChatClientOptions, EmitArgs } from '../client/chat-client.ts'
import { ClientError } from '../client/client-error.ts'
import type { ClientKind } from '../client/client-kind.ts'
import { serverText } from '../client/server-text.ts'
import type { StampReader } from '../stamp.ts'
import { PreflightError, type PreflightStage } from './finding.ts'
import type { Hearing } from './hearing.ts'
import { saysLittle, secondLook } from './second-look.ts'

/** Who a user of a preflight is and where it connects. */
export interface PreflightUserOptions {
  readonly index: number
  readonly factory: ChatClientFactory
  readonly kind: ClientKind
  readonly connection: ChatClientOptions
  readonly hearing: Hearing
  readonly stamps: StampReader
  /** Every stamp of the run begins with it. */
  readonly marker: string
}

const longestExcerpt = 80

/** One user of a preflight: its connection, and everything that has come over it. */
export class PreflightUser {
  readonly index: number
  readonly url: string
  readonly client: ChatClient
  /** Rejects with a `PreflightError` when the connection ends that had been established. */
  readonly lost: Promise<never>
  /** Names of the events that have come. */
  readonly events = new Set<string>()
  /** The first event by which gateways tell that they have refused something, in words. */
  complaint: string | undefined
  /** The latest event that did not hold a stamp and was no complaint, in words. */
  stranger: string | undefined
  readonly #options: PreflightUserOptions
  #stage: PreflightStage = 'tcp'
  #closed: PreflightError | undefined

  constructor(options: PreflightUserOptions) {
    const { index, factory, connection, hearing } = options
    const client = factory.create(connection)
    this.index = index
    this.url = connection.url
    this.client = client
    this.#options = options
    client.onStamp((sender, sequence) => hearing.record(index, sender, sequence))
    client.onEvent((event, args) => this.#takeEvent(event, args))
    this.lost = new Promise((_, reject) => {
      client.onClose((reason) => {
        this.#closed = this.#disconnected(reason)
        reject(this.#closed)
      })
    })
    this.lost.catch(() => undefined)
  }

  /** Connects, and waits until the transport will not change any more. Rejects with a `PreflightError`. */
  async connect(): Promise<void> {
    try {
      await this.client.connect()
      this.#stage = 'upgrade'
      await this.client.settled()
      this.#stage = 'namespace'
    } catch (error) {
      throw this.#closed ?? (await this.#couldNotConnect(error))
    }
  }

  /** Says what is done now; a connection that is lost from now on is lost in that stage. */
  enter(stage: PreflightStage): void {
    this.#stage = stage
  }

  /** Sends an event and resolves with its acknowledgement; `undefined` where none came in time. Rejects with a `PreflightError`. */
  async ask(args: EmitArgs): Promise<{ readonly answer: unknown } | undefined> {
    try {
      return { answer: await this.client.emitWithAck(...args) }
    } catch (error) {
      if (this.#closed !== undefined) throw this.#closed
      if (error instanceof ClientError && error.code === 'ack-timeout') return undefined
      throw error
    }
  }

  /** What is said of this user's connection in front of what went wrong with it. */
  get #where(): string {
    const { url, path, namespace, transport } = this.#options.connection
    return `${url}${path} (${transport}, namespace ${namespace})`
  }

  async #couldNotConnect(error: unknown): Promise<unknown> {
    if (!(error instanceof ClientError)) return error
    const { kind, connection, stamps } = this.#options
    const words = serverText(error.message)
    // The official client cannot tell a TLS handshake from the connect before it.
    const isTls = error.code === 'tls' || /\bTLS\b/.test(words)
    const isVague = !isTls && saysLittle(error, kind, connection)
    const seen = isVague ? `${words}; ${await secondLook(connection, stamps)}` : words
    const stage = isTls ? 'tls' : error.stage === 'open' ? this.#stage : error.stage
    return new PreflightError({ stage, code: error.code, seen: `${this.#where}: ${seen}` }, { cause: error })
  }

  #disconnected(reason: ClientError): PreflightError {
    const seen = `${this.#where}: connected, and then disconnected: ${serverText(reason.message)}`
    const stage = this.#stage === 'tcp' || this.#stage === 'upgrade' ? 'namespace' : this.#stage
    return new PreflightError({ stage, code: 'disconnected', seen }, { cause: reason })
  }

  #takeEvent(event: string, args: readonly unknown[]): void {
    this.events.add(event)
    const text = JSON.stringify(args) ?? ''
    const words = `user ${this.index} got "${serverText(event)}" with ${excerpt(text)}`
    if (event === 'exception' || event === 'error') this.complaint ??= words
    else if (!text.includes(this.#options.marker)) this.stranger = words
    this.#options.hearing.changed()
  }
}

function excerpt(text: string): string {
  const line = serverText(text)
  return line.length <= longestExcerpt ? line : `${line.slice(0, longestExcerpt)}...`
}
