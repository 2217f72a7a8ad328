/** Answered for bytes that are no value of MessagePack. */
export const broken = -1

/** Values nest no deeper: a chat's payload does not, and a hostile server must not exhaust the stack. */
const deepest = 128

const firstTyped = 0xc0
const firstArray = 0xdc
const firstMap = 0xde
const neverUsed = -1

/** By type byte from 0xc0: bytes of what follows, beside a length and what that counts (MessagePack, "Formats"). */
const fixedBytes = Int8Array.of(
  ...[0, neverUsed, 0, 0, 0, 0, 0, 1, 1, 1, 4, 8, 1, 2, 4, 8],
  ...[1, 2, 4, 8, 2, 3, 5, 9, 17, 0, 0, 0, 0, 0, 0, 0],
)

/** By type byte from 0xc0: bytes of the length that follows. */
const lengthBytes = Int8Array.of(
  ...[0, 0, 0, 0, 1, 2, 4, 1, 2, 4, 0, 0, 0, 0, 0, 0],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 2, 4, 2, 4],
)

/**
 * Where the value at `at` ends; `broken` where it is none or does not end before `end`. A value that has been skipped
 * can be read without further checks.
 */
export function skipValue(bytes: Uint8Array, at: number, end: number, depth = 0): number {
  if (at >= end || depth > deepest) return broken
  const type = bytes[at] ?? 0
  if (type < 0x80 || type >= 0xe0) return at + 1
  if (type < firstTyped) {
    if (type < 0x90) return skipValues(bytes, at + 1, end, 2 * (type & 0x0f), depth + 1)
    if (type < 0xa0) return skipValues(bytes, at + 1, end, type & 0x0f, depth + 1)
    return within(at + 1 + (type & 0x1f), end)
  }
  const fixed = fixedBytes[type - firstTyped] ?? neverUsed
  const start = at + headBytesOf(type)
  if (fixed === neverUsed || start > end) return broken
  const length = lengthAt(bytes, at)
  if (type >= firstArray) return skipValues(bytes, start, end, type >= firstMap ? 2 * length : length, depth + 1)
  return within(start + length + fixed, end)
}

/** Bytes of a value's type and length. */
export function headBytesOf(type: number): number {
  return type < firstTyped || type >= 0xe0 ? 1 : 1 + (lengthBytes[type - firstTyped] ?? 0)
}

/** The length of the string, binary data, extension, array or map at `at`; what a map counts is pairs. */
export function lengthAt(bytes: Uint8Array, at: number): number {
  const type = bytes[at] ?? 0
  if (type < 0xa0) return type & 0x0f
  if (type < firstTyped) return type & 0x1f
  let length = 0
  for (let i = at + 1; i < at + headBytesOf(type); i++) length = length * 256 + (bytes[i] ?? 0)
  return length
}

function skipValues(bytes: Uint8Array, start: number, end: number, count: number, depth: number): number {
  let at = start
  for (let i = 0; i < count && at !== broken; i++) at = skipValue(bytes, at, end, depth)
  return at
}

function within(at: number, end: number): number {
  return at > end ? broken : at
}
