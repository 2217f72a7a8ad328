import {
  codeAt,
  dueDigits,
  markerLength,
  readBase36,
  runDigits,
  senderDigits,
  sequenceDigits,
  StampSearch,
} from './stamp-search.ts'

export { stampLength, type StampFinder } from './stamp-search.ts'

const letterC = 0x63
const dash = 0x2d

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

/** Finds the stamps of one run. */
export class StampReader extends StampSearch {
  readonly #markerText: string
  readonly #marker: Uint8Array

  /** Throws a `RangeError` for a run id that {@link runIdOf} would not make. */
  constructor(runId: string) {
    if (!/^[a-z0-9]{6}$/.test(runId)) {
      throw new RangeError(`a run id has ${runDigits} characters of [a-z0-9], got "${runId}"`)
    }
    const markerText = `gc${runId}-`
    super(markerText)
    this.#markerText = markerText
    this.#marker = new TextEncoder().encode(markerText)
  }

  protected override isMarkerAt(source: Uint8Array | string, at: number): boolean {
    if (typeof source === 'string') return source.startsWith(this.#markerText, at)
    const marker = this.#marker
    for (let i = 0; i < markerLength; i++) if (source[at + i] !== marker[i]) return false
    return true
  }
}

/**
 * Finds the stamps of a fleet, whose six digits name the worker that wrote them: those of any worker. They hold fleet
 * time, microseconds since the beginning of 2026.
 */
export class FleetStampReader extends StampSearch {
  /** The six digits of the stamp that was found, as a number. */
  worker = 0

  constructor() {
    super('gc')
  }

  protected override isMarkerAt(source: Uint8Array | string, at: number): boolean {
    if (codeAt(source, at + 1) !== letterC || codeAt(source, at + markerLength - 1) !== dash) return false
    const worker = readBase36(source, at + 2, runDigits)
    if (worker < 0) return false
    this.worker = worker
    return true
  }
}
