import type { AgentMessage, ListeningMessage } from './agent/messages.ts'
import { TargetError } from './target-error.ts'
import type { InstanceUsage } from './target.ts'

/** What a link needs of an instance that it talks to. */
export interface AgentChannel {
  send(message: AgentMessage): void
  onMessage(listener: (message: AgentMessage) => void): void
}

type Answer = Extract<AgentMessage, { readonly gatecrash: 'usage' | 'profile' }>

interface PendingAnswer {
  resolve(answer: Answer): void
  reject(error: TargetError): void
}

/** Our end of the conversation with the agent in one instance. */
export class AgentLink {
  /** Resolves with the first port that the instance listens on; never rejects. */
  readonly listening: Promise<ListeningMessage>
  readonly #what: string
  readonly #channel: AgentChannel
  readonly #pending = new Map<number, PendingAnswer>()
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
      if (message.gatecrash === 'usage' || message.gatecrash === 'profile') {
        this.#pending.get(message.id)?.resolve(message)
      }
    })
  }

  /**
   * Takes a reading. Rejects with a `TargetError` (`unreachable`) when the instance does not answer within `timeoutMs` or
   * ends before.
   */
  async usage(collect: boolean, timeoutMs: number): Promise<InstanceUsage> {
    const message = `${this.#what} did not say what it uses within ${timeoutMs} ms: its event loop is blocked.`
    const answer = await this.#ask((id) => ({ gatecrash: 'read-usage', id, collect }), timeoutMs, message)
    if (answer.gatecrash !== 'usage') throw new Error('the agent has answered something else than it was asked')
    return answer.usage
  }

  /** Begins a CPU profile, a sample every so many microseconds. Rejects as `usage` does, and where one is being taken already. */
  async startProfile(intervalMicros: number, timeoutMs: number): Promise<void> {
    await this.#askProfile((id) => ({ gatecrash: 'start-profile', id, intervalMicros }), timeoutMs)
  }

  /** Ends the CPU profile and has it written to a file (`.cpuprofile`). Rejects as `usage` does, and where none is being taken. */
  async stopProfile(path: string, timeoutMs: number): Promise<void> {
    await this.#askProfile((id) => ({ gatecrash: 'stop-profile', id, path }), timeoutMs)
  }

  async #askProfile(request: (id: number) => AgentMessage, timeoutMs: number): Promise<void> {
    const message = `${this.#what} did not answer within ${timeoutMs} ms when asked for its CPU profile.`
    const answer = await this.#ask(request, timeoutMs, message)
    if (answer.gatecrash === 'profile' && answer.problem !== undefined) {
      throw new TargetError('unreachable', capitalised(`${this.#what} takes no CPU profile: ${answer.problem}.`))
    }
  }

  async #ask(request: (id: number) => AgentMessage, timeoutMs: number, tooLate: string): Promise<Answer> {
    if (this.#closed !== undefined) throw this.#closed
    const id = this.#nextId++
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const timer = setTimeout(() => reject(new TargetError('unreachable', capitalised(tooLate))), timeoutMs)
    this.#pending.set(id, { resolve, reject })
    this.#channel.send(request(id))
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
