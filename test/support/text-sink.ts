/** Keeps what a command writes, as a file of 120 columns would. */
export class StringSink {
  text = ''
  readonly isTTY = false
  readonly columns = 120
  readonly #listeners: (() => void)[] = []

  write(text: string | Uint8Array): boolean {
    this.text += String(text)
    for (const listener of this.#listeners) listener()
    return true
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
