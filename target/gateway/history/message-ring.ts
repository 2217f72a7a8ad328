import type { ChatMessage } from '../chat/chat.events.ts'

/** The newest messages of a room: adding one costs the same however many there are. */
export class MessageRing {
  readonly #capacity: number
  readonly #messages: ChatMessage[] = []
  #oldest = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(message: ChatMessage): void {
    if (this.#messages.length < this.#capacity) {
      this.#messages.push(message)
      return
    }
    this.#messages[this.#oldest] = message
    this.#oldest = (this.#oldest + 1) % this.#capacity
  }

  /** Oldest first. */
  toArray(): ChatMessage[] {
    return [...this.#messages.slice(this.#oldest), ...this.#messages.slice(0, this.#oldest)]
  }
}
