import { randomFillSync } from 'node:crypto'

const poolBytes = 16_384
const keyBytes = 16

/**
 * Hands out the random masks that client frames carry (RFC 6455 section 5.3), and handshake keys, drawn from the system's
 * generator in bulk.
 *
 * A mask is never zero: servers skip unmasking for a zero mask, and would then look cheaper than they are.
 */
export class MaskPool {
  readonly #pool = Buffer.allocUnsafeSlow(poolBytes)
  #at = poolBytes

  /** The next mask, a 32-bit integer. */
  next(): number {
    for (;;) {
      const mask = this.#pool.readInt32LE(this.#draw(4))
      if (mask !== 0) return mask
    }
  }

  /** A value for `Sec-WebSocket-Key`: 16 random bytes in base64 (RFC 6455 section 4.1). */
  key(): string {
    const at = this.#draw(keyBytes)
    return this.#pool.toString('base64', at, at + keyBytes)
  }

  /** Where `bytes` unused random bytes begin. */
  #draw(bytes: number): number {
    if (this.#at + bytes > poolBytes) {
      randomFillSync(this.#pool)
      this.#at = 0
    }
    const at = this.#at
    this.#at += bytes
    return at
  }
}
