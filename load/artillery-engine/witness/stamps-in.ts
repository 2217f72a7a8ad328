import { stampLength, type FleetStampReader } from '../../stamp.ts'

/** Payloads are flat; a deeper value is no message with a stamp, but could be one without an end. */
const deepest = 4

/**
 * Whether an event's payload holds a stamp: its texts are searched one by one, since writing it as JSON again would cost more
 * than all the rest. The reader's fields are then those of the first stamp.
 */
export function findStamp(reader: FleetStampReader, payload: unknown, depth = 0): boolean {
  if (typeof payload === 'string') return payload.length >= stampLength && reader.findInText(payload)
  if (typeof payload !== 'object' || payload === null || depth === deepest) return false
  for (const key in payload) {
    if (findStamp(reader, (payload as Readonly<Record<string, unknown>>)[key], depth + 1)) return true
  }
  return false
}
