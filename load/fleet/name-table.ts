/** Numbers names in the order in which they first come. */
export class NameTable {
  readonly #numbers = new Map<string, number>()

  /** The number of the name; a new name gets the next. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.#numbers.size)
    return this.#numbers.size - 1
  }

  get names(): string[] {
    return [...this.#numbers.keys()]
  }
}
