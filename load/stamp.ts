const runDigits = 6
const senderDigits = 5
const sequenceDigits = 6
const dueDigits = 9
const markerLength = 2 + runDigits + 1

/** Bytes that a stamp takes in a text: always the same, so that the payload size does not depend on its content. */
export const stampLength = markerLength + senderDigits + sequenceDigits + dueDigits

/** The largest sender, sequence number and due time (microseconds of the monotonic clock) that a stamp can hold. */
export const stampLimits = {
  sender: 36 ** senderDigits - 1,
  sequence: 36 ** sequenceDigits - 1,
  dueMicros: 36 ** dueDigits - 1,
}

/** Makes the run id of {@link writeStamp}: six base-36 digits out of a whole number. */
export function runIdOf(seed: number): string {
  return (Math.abs(Math.trunc(seed)) % 36 ** runDigits).toString(36).padStart(runDigits, '0')
}

/**
 * Writes a stamp: a token of `[a-z0-9-]` that carries its own measurement inside a message text.
 *
 * Layout, all numbers in base 36 and of fixed width: `gc`, run id (6), `-`, sender (5), sequence number of that
 * sender (6), due time in microseconds of the monotonic clock (9; enough for three years of uptime).
 */
export function writeStamp(runId: string, sender: number, sequence: number, dueMicros: number): string {
  return `gc${runId}-${base36(sender, senderDigits)}${base36(sequence, sequenceDigits)}${base36(Math.round(dueMicros), dueDigits)}`
}

function base36(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0')
}

/**
 * Finds the stamps of one run in raw packets, without allocating and without knowing the packets' format.
 *
 * After a successful `find` the fields hold the stamp that was found. The place of the last stamp is tried first:
 * packets of one gateway are alike.
 */
export class StampReader {
  sender = 0
  sequence = 0
  dueMicros = 0
  readonly #marker: Uint8Array
  readonly #markerText: string
  #hint = 0

  constructor(runId: string) {
    this.#markerText = `gc${runId}-`
    this.#marker = new TextEncoder().encode(this.#markerText)
    if (this.#marker.length !== markerLength) {
      throw new RangeError(`a run id has ${runDigits} characters of [a-z0-9], got "${runId}"`)
    }
  }

  /** Looks for the first whole stamp in `bytes[start, end)`. */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    const last = end - stampLength
    const hinted = start + this.#hint
    if (hinted <= last && this.#isMarkerAt(bytes, hinted) && this.#readDigits(bytes, hinted + markerLength)) return true
    for (let at = start; at <= last; at++) {
      if (bytes[at] === 0x67 && this.#isMarkerAt(bytes, at) && this.#readDigits(bytes, at + markerLength)) {
        this.#hint = at - start
        return true
      }
    }
    return false
  }

  /** Looks for the first whole stamp in a decoded packet. */
  findInText(text: string): boolean {
    for (let at = text.indexOf(this.#markerText); at !== -1; at = text.indexOf(this.#markerText, at + 1)) {
      if (at + stampLength > text.length) return false
      if (this.#readDigits(text, at + markerLength)) return true
    }
    return false
  }

  #isMarkerAt(bytes: Uint8Array, at: number): boolean {
    const marker = this.#marker
    for (let i = 0; i < markerLength; i++) if (bytes[at + i] !== marker[i]) return false
    return true
  }

  #readDigits(source: Uint8Array | string, at: number): boolean {
    const sender = readBase36(source, at, senderDigits)
    const sequence = readBase36(source, at + senderDigits, sequenceDigits)
    const dueMicros = readBase36(source, at + senderDigits + sequenceDigits, dueDigits)
    if (sender < 0 || sequence < 0 || dueMicros < 0) return false
    this.sender = sender
    this.sequence = sequence
    this.dueMicros = dueMicros
    return true
  }
}

/** Reads a number of fixed width; -1 where a byte is no base-36 digit. */
function readBase36(source: Uint8Array | string, at: number, digits: number): number {
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const code = typeof source === 'string' ? source.charCodeAt(i) : (source[i] ?? 0)
    let digit = code - 48
    if (digit > 9) digit = code >= 97 && code <= 122 ? code - 87 : -1
    if (digit < 0) return -1
    value = value * 36 + digit
  }
  return value
}
