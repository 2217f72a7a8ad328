/** How a server's frame departs from a final text frame. */
export interface FrameOptions {
  readonly opcode?: number
  readonly final?: boolean
  readonly reserved?: number
  readonly masked?: boolean
}

/** Encodes a server's websocket frame, right or wrong (RFC 6455 section 5.2). */
export function serverFrame(payload: string | Buffer, options: FrameOptions = {}): Buffer {
  const { opcode = 1, final = true, reserved = 0, masked = false } = options
  const body = Buffer.from(payload)
  const first = (final ? 0x80 : 0) | (reserved << 4) | opcode
  const maskBit = masked ? 0x80 : 0
  let header: Buffer
  if (body.length < 126) header = Buffer.from([first, maskBit | body.length])
  else if (body.length <= 0xffff) header = Buffer.from([first, maskBit | 126, body.length >> 8, body.length & 0xff])
  else {
    header = Buffer.alloc(10)
    header.set([first, maskBit | 127])
    header.writeBigUInt64BE(BigInt(body.length), 2)
  }
  return Buffer.concat([header, masked ? Buffer.alloc(4) : Buffer.alloc(0), body])
}

/** Encodes a close frame. */
export function closeFrame(code: number, reason = ''): Buffer {
  return serverFrame(Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]), { opcode: 8 })
}
