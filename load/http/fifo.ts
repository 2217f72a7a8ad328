const fewestToCompact = 1024

/** First in, first out; taking does not move what is left. */
export class Fifo<Value> {
  #values: Value[] = []
  #head = 0

  get size(): number {
    return this.#values.length - this.#head
  }

  add(value: Value): void {
    this.#values.push(value)
  }

  /** The oldest value, which is then no longer held; `undefined` when empty. */
  take(): Value | undefined {
    if (this.#head === this.#values.length) return undefined
    const value = this.#values[this.#head++]
    if (this.#head >= fewestToCompact && this.#head * 2 >= this.#values.length) {
      this.#values = this.#values.slice(this.#head)
      this.#head = 0
    }
    return value
  }
}
