/** A growing list of numbers in one typed array: adding allocates only when the array doubles. */
export class NumberList {
  length = 0
  #values: Float64Array | Int32Array

  private constructor(values: Float64Array | Int32Array) {
    this.#values = values
  }

  /** For any numbers; 8 bytes each. */
  static doubles(): NumberList {
    return new NumberList(new Float64Array(16))
  }

  /** For whole numbers of 32 bits; 4 bytes each. */
  static integers(): NumberList {
    return new NumberList(new Int32Array(16))
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const old = this.#values
      this.#values = old instanceof Int32Array ? new Int32Array(old.length * 2) : new Float64Array(old.length * 2)
      this.#values.set(old)
    }
    this.#values[this.length++] = value
  }

  /** The number at a place; 0 beyond the end. */
  at(place: number): number {
    return this.#values[place] ?? 0
  }

  set(place: number, value: number): void {
    this.#values[place] = value
  }
}
