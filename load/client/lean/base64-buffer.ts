const bufferBytes = 65_536
const noDigit = 0xff
const digits = Uint8Array.from({ length: 256 }, (_, code) => {
  const at = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(String.fromCharCode(code))
  return at === -1 ? noDigit : at
})
const padding = 0x3d

/** Decodes base64 (RFC 4648 section 4) into one buffer again and again; only long texts take memory of their own. */
export class Base64Buffer {
  /** Holds what was decoded last, from its beginning. */
  bytes = Buffer.allocUnsafeSlow(bufferBytes)
  readonly #own = this.bytes

  /**
   * Decodes `text[start, end)`; answers how many bytes that are. Text that is not all base64 is read as Node reads it,
   * which is what other clients do.
   */
  decode(text: Buffer, start: number, end: number): number {
    const last = withoutPadding(text, start, end)
    const size = Math.floor(((last - start) * 3) / 4)
    this.bytes = size <= bufferBytes ? this.#own : Buffer.allocUnsafe(size)
    return this.#fill(text, start, last, size) ? size : this.#decodeLeniently(text, start, end)
  }

  #fill(text: Buffer, start: number, end: number, size: number): boolean {
    const bytes = this.bytes
    let bits = 0
    let held = 0
    let to = 0
    for (let at = start; at < end; at++) {
      const digit = digits[text[at] ?? 0] ?? noDigit
      if (digit === noDigit) return false
      held = ((held << 6) | digit) & 0xfff
      bits += 6
      if (bits < 8) continue
      bits -= 8
      bytes[to++] = held >> bits
    }
    return to === size
  }

  #decodeLeniently(text: Buffer, start: number, end: number): number {
    this.bytes = Buffer.from(text.toString('latin1', start, end), 'base64')
    return this.bytes.length
  }
}

function withoutPadding(text: Buffer, start: number, end: number): number {
  let last = end
  while (last > start && last > end - 2 && text[last - 1] === padding) last--
  return last
}
