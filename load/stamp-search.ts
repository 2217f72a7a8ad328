/** Base-36 digits of the run id; of the other fields below. */
export const runDigits = 6
export const senderDigits = 5
export const sequenceDigits = 6
export const dueDigits = 9

/** Bytes of what a stamp begins with: `gc`, the run id and a dash. */
export const markerLength = 2 + runDigits + 1

/** Bytes that a stamp takes in a text: always the same, so that the payload size does not depend on its content. */
export const stampLength = markerLength + senderDigits + sequenceDigits + dueDigits

/** What finds stamps in received packets; after a successful search the fields hold the stamp that was found. */
export interface StampFinder {
  readonly sender: number
  readonly sequence: number
  /** Microseconds of the clock that the stamp was written by. */
  readonly dueMicros: number
  /** Looks for the first whole stamp in `bytes[start, end)`. */
  find(bytes: Uint8Array, start: number, end: number): boolean
  /** Looks for the first whole stamp in a decoded packet. */
  findInText(text: string): boolean
}

/**
 * Searches raw packets without allocating and without knowing their format. The place of the last stamp is tried
 * first: packets of one gateway are alike.
 */
export abstract class StampSearch implements StampFinder {
  sender = 0
  sequence = 0
  dueMicros = 0
  readonly #beginning: string
  #hint = 0

  /** `beginning` is what all stamps that are looked for begin with, a `g` at least. */
  constructor(beginning: string) {
    this.#beginning = beginning
  }

  find(bytes: Uint8Array, start: number, end: number): boolean {
    const last = end - stampLength
    const hinted = start + this.#hint
    if (hinted <= last && bytes[hinted] === letterG && this.#readAt(bytes, hinted)) return true
    for (let at = start; at <= last; at++) {
      if (bytes[at] === letterG && this.#readAt(bytes, at)) {
        this.#hint = at - start
        return true
      }
    }
    return false
  }

  findInText(text: string): boolean {
    for (let at = text.indexOf(this.#beginning); at !== -1; at = text.indexOf(this.#beginning, at + 1)) {
      if (at + stampLength > text.length) return false
      if (this.#readAt(text, at)) return true
    }
    return false
  }

  /** Whether a marker that is looked for begins at `at`; there is room for a whole stamp. */
  protected abstract isMarkerAt(source: Uint8Array | string, at: number): boolean

  #readAt(source: Uint8Array | string, start: number): boolean {
    if (!this.isMarkerAt(source, start)) return false
    const at = start + markerLength
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

const letterG = 0x67

/** The byte or the UTF-16 code at a place. */
export function codeAt(source: Uint8Array | string, at: number): number {
  return typeof source === 'string' ? source.charCodeAt(at) : (source[at] ?? 0)
}

/** Reads a number of fixed width; -1 where a character is no base-36 digit. */
export function readBase36(source: Uint8Array | string, at: number, digits: number): number {
  let value = 0
  for (let i = at; i < at + digits; i++) {
    const code = codeAt(source, i)
    let digit = code - 48
    if (digit > 9) digit = code >= 97 && code <= 122 ? code - 87 : -1
    if (digit < 0) return -1
    value = value * 36 + digit
  }
  return value
}
