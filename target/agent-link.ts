import type { AgentMessage, ListeningMessage } from './agent/messages.ts'
import { TargetError } from './target-error.ts'
import type { InstanceUsage } from './target.ts'

/** What a link needs of an instance that it talks to. */
export interface AgentChannel {
  send(message: AgentMessage): void
  onMessage(listener: (message: AgentMessage) => void): void
}

interface PendingReading {
  resolve(usage: InstanceUsage): void
  reject(error: TargetError): void
}

/** Our end of the conversation with the agent in one instance. */
export class AgentLink {
  /** Resolves with the first port that the instance listens on; never rejects. */
  readonly listening: Promise<ListeningMessage>
  readonly #what: string
  readonly #channel: AgentChannel
  readonly #pending = new Map<number, PendingReading>()
  #nextId = 0
  #closed: TargetError | undefined

  /** `what` is what messages call the instance: `instance 1`. */
  constructor(what: string, channel: AgentChannel) {
    this.#what = what
    this.#channel = channel
    const listening = Promise.withResolvers<ListeningMessage>()
    this.listening = listening.promise
    channel.onMessage((message) => {
      if (message.gatecrash === 'listening') listening.resolve(message)
      if (message.gatecrash === 'usage') this.#pending.get(message.id)?.resolve(message.usage)
    })
  }

  /**
   * Takes a reading. Rejects with a `TargetError` (`unreachable`) when the instance does not answer within `timeoutMs` or
   * ends before.
   */
  async usage(collect: boolean, timeoutMs: number): Promise<InstanceUsage> {
    if (this.#closed !== undefined) throw this.#closed
    const id = this.#nextId++
    const { promise, resolve, reject } = Promise.withResolvers<InstanceUsage>()
    const timer = setTimeout(() => {
      const message = `${this.#what} did not say what it uses within ${timeoutMs} ms: its event loop is blocked.`
      reject(new TargetError('unreachable', capitalised(message)))
    }, timeoutMs)
    this.#pending.set(id, { resolve, reject })
    this.#channel.send({ gatecrash: 'read-usage', id, collect })
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#pending.delete(id)
    }
  }

  /** Call it when the instance has ended: readings under way are rejected, and any further one at once. */
  close(): void {
    const error = new TargetError('unreachable', capitalised(`${this.#what} ended before it said what it uses.`))
    this.#closed = error
    for (const reading of this.#pending.values()) reading.reject(error)
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
