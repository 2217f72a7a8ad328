/** Keeps what a command writes. */
export class StringSink {
  text = ''
  readonly #listeners: (() => void)[] = []

  write(text: string): void {
    this.text += text
    for (const listener of this.#listeners) listener()
  }

  /** Resolves when a text has been written. */
  async until(part: string): Promise<void> {
    if (this.text.includes(part)) return
    await new Promise<void>((resolve) => {
      this.#listeners.push(() => {
        if (this.text.includes(part)) resolve()
      })
    })
  }
}
