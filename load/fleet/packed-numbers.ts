import { deflateRawSync, inflateRawSync } from 'node:zlib'

/** The most bytes that packed numbers are taken to have when they are unpacked: 1 GiB. */
const mostBytes = 2 ** 30

/** Bytes as text for a log: deflated, in base64. */
export function packBytes(bytes: Uint8Array): string {
  return deflateRawSync(bytes).toString('base64')
}

/** The bytes that `packBytes` was given. Throws an `Error` where the text is not what it has made. */
export function unpackBytes(packed: string): Uint8Array {
  return inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostBytes })
}
