import type { Socket } from 'node:net'

const readBytes = 65_536

/** Takes what a socket has read. The bytes are valid during the call only. */
export interface ByteReader {
  onBytes(bytes: Buffer, size: number): void
}

/** A socket and the object that it belongs to, so that all sockets can share their listeners. */
export type OwnedSocket<Owner> = Socket & { owner?: Owner }

/**
 * The `onread` option of every websocket's socket: one read buffer and one callback for all of them, instead of a
 * buffer per read.
 */
export class ReadBuffer {
  readonly onread = { buffer: Buffer.allocUnsafeSlow(readBytes), callback: handOn }
}

function handOn(this: OwnedSocket<ByteReader>, size: number, bytes: Uint8Array): boolean {
  this.owner?.onBytes(bytes as Buffer, size)
  return true
}
