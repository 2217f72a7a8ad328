/** Keeps a number of messages under way: sends the next one whenever one has been delivered to everybody. */
export class MessageFlow {
  #members = 1
  #deliveries = 0
  #owed = 0
  #unsent = 0
  #send: () => void = () => undefined
  #onDone: () => void = () => undefined

  /** Sends `messages`, never more than `underWay` at once, and resolves when all `members` have received all of them. */
  run(messages: number, underWay: number, members: number, send: () => void): Promise<void> {
    this.#members = members
    this.#deliveries = 0
    this.#owed = messages * members
    this.#unsent = messages
    this.#send = send
    return new Promise((resolve) => {
      this.#onDone = resolve
      for (let i = 0; i < Math.min(underWay, messages); i++) this.#sendNext()
    })
  }

  /** One member has received one message. */
  delivered(): void {
    this.#deliveries++
    if (this.#deliveries === this.#owed) this.#onDone()
    else if (this.#deliveries % this.#members === 0 && this.#unsent > 0) this.#sendNext()
  }

  #sendNext(): void {
    this.#unsent--
    this.#send()
  }
}
