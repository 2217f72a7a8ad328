const unseen = -1
const complete = -2

/**
 * Which of a process's own receivers have got which message, in memory bounded by the messages under way: a message
 * holds one bit per receiver from its first delivery to its last, then gives the bits back.
 */
export class OpenMessages {
  readonly #place: Int32Array
  readonly #wordsPerMessage: number
  #bits: Uint32Array
  #free: number[] = []

  constructor(messages: number, receivers: number) {
    this.#place = new Int32Array(messages).fill(unseen)
    this.#wordsPerMessage = Math.max(1, Math.ceil(receivers / 32))
    this.#bits = new Uint32Array(0)
  }

  /** Marks a delivery and says whether it was the first of that message to that receiver. */
  mark(message: number, receiver: number): boolean {
    let place = this.#place[message] ?? complete
    if (place === complete) return false
    if (place === unseen) {
      place = this.#take()
      this.#place[message] = place
    }
    const word = place * this.#wordsPerMessage + (receiver >>> 5)
    const bit = 1 << (receiver & 31)
    const before = this.#bits[word] ?? 0
    if ((before & bit) !== 0) return false
    this.#bits[word] = before | bit
    return true
  }

  /** Gives the message's bits back: every receiver has it, so that any further delivery is a repetition. */
  complete(message: number): void {
    const place = this.#place[message] ?? complete
    if (place >= 0) {
      this.#bits.fill(0, place * this.#wordsPerMessage, (place + 1) * this.#wordsPerMessage)
      this.#free.push(place)
    }
    this.#place[message] = complete
  }

  #take(): number {
    if (this.#free.length === 0) this.#grow()
    return this.#free.pop() ?? 0
  }

  #grow(): void {
    const places = this.#bits.length / this.#wordsPerMessage
    const more = Math.max(16, places)
    const bits = new Uint32Array((places + more) * this.#wordsPerMessage)
    bits.set(this.#bits)
    this.#bits = bits
    for (let place = places + more - 1; place >= places; place--) this.#free.push(place)
  }
}
