/**
 * Numbers pairs of whole numbers below 2^32 in the order in which they first come: a hash table in typed arrays, which
 * allocates only when it doubles. An entry takes 16 to 24 bytes.
 */
export class PairTable {
  #count = 0
  #firsts = new Uint32Array(16)
  #seconds = new Uint32Array(16)
  /** Entry + 1 by slot; 0: empty. */
  #slots = new Int32Array(32)

  /** Pairs so far; they are numbered from 0. */
  get count(): number {
    return this.#count
  }

  firstOf(entry: number): number {
    return this.#firsts[entry] ?? 0
  }

  secondOf(entry: number): number {
    return this.#seconds[entry] ?? 0
  }

  /** The number of the pair; a new pair gets the next. */
  numberOf(first: number, second: number): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(first, second) & mask
    for (let entry = this.#slots[slot] ?? 0; entry !== 0; entry = this.#slots[slot] ?? 0) {
      if (this.#firsts[entry - 1] === first && this.#seconds[entry - 1] === second) return entry - 1
      slot = (slot + 1) & mask
    }
    if (this.#count === this.#firsts.length) {
      this.#grow()
      return this.numberOf(first, second)
    }
    this.#firsts[this.#count] = first
    this.#seconds[this.#count] = second
    this.#slots[slot] = this.#count + 1
    return this.#count++
  }

  #grow(): void {
    const size = this.#firsts.length * 2
    this.#firsts = copyInto(new Uint32Array(size), this.#firsts)
    this.#seconds = copyInto(new Uint32Array(size), this.#seconds)
    this.#slots = new Int32Array(size * 2)
    const mask = this.#slots.length - 1
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = hashOf(this.#firsts[entry] ?? 0, this.#seconds[entry] ?? 0) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = entry + 1
    }
  }
}

function copyInto(target: Uint32Array<ArrayBuffer>, source: Uint32Array): Uint32Array<ArrayBuffer> {
  target.set(source)
  return target
}

/** Spreads neighbours over the whole table (the finaliser of MurmurHash3). */
function hashOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ second
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
