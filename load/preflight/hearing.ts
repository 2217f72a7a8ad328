/** Who has received what, of the few messages of a preflight; users are numbered from 0. */
export class Hearing {
  readonly #copies = new Map<string, number>()
  #changed: (() => void) | undefined

  record(receiver: number, sender: number, sequence: number): void {
    const key = `${receiver} ${sender} ${sequence}`
    this.#copies.set(key, (this.#copies.get(key) ?? 0) + 1)
    this.changed()
  }

  /** Tells whoever waits that something has happened. */
  changed(): void {
    this.#changed?.()
  }

  /** Resolves once something is so; to be asked anew whenever something has happened. One at a time. */
  async until(isSo: () => boolean): Promise<true> {
    await new Promise<void>((resolve) => {
      this.#changed = () => {
        if (isSo()) resolve()
      }
      this.#changed()
    })
    return true
  }

  copies(receiver: number, sender: number, sequence: number): number {
    return this.#copies.get(`${receiver} ${sender} ${sequence}`) ?? 0
  }

  /** The most copies of one message of that sender that came to that receiver, of so many messages. */
  mostCopies(receiver: number, sender: number, messages: number): number {
    let most = 0
    for (let sequence = 0; sequence < messages; sequence++) {
      most = Math.max(most, this.copies(receiver, sender, sequence))
    }
    return most
  }
}
