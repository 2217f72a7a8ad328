/** Growing bytes to which whole numbers are written as varints: seven bits a byte, the lowest first. */
export class ByteWriter {
  length = 0
  #bytes = new Uint8Array(64)

  /** Writes a whole number from 0 to 2^53 - 1 in one to eight bytes. */
  write(value: number): void {
    if (this.length + 8 > this.#bytes.length) this.#grow()
    let rest = value
    while (rest > 127) {
      this.#bytes[this.length++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.length++] = rest
  }

  /** Writes a whole number that may be negative; small ones of either sign are short. */
  writeSigned(value: number): void {
    this.write(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** What has been written: a view, which lasts until the next write. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }

  #grow(): void {
    const grown = new Uint8Array(this.#bytes.length * 2)
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
