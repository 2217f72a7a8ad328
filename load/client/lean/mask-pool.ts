import { randomFillSync } from 'node:crypto'

const poolBytes = 16_384

/**
 * Hands out the random masks that client frames carry (RFC 6455 section 5.3), drawn from the system's generator in bulk.
 *
 * A mask is never zero: servers skip unmasking for a zero mask, and would then look cheaper than they are.
 */
export class MaskPool {
  readonly #pool = Buffer.allocUnsafeSlow(poolBytes)
  #at = poolBytes

  /** The next mask, a 32-bit integer. */
  next(): number {
    for (;;) {
      if (this.#at === poolBytes) {
        randomFillSync(this.#pool)
        this.#at = 0
      }
      const mask = this.#pool.readInt32LE(this.#at)
      this.#at += 4
      if (mask !== 0) return mask
    }
  }
}
