import type { MaskPool } from './mask-pool.ts'

/** Frame opcodes (RFC 6455 section 5.2). */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** The close code that stands for a close frame without one (RFC 6455 section 7.4.1). */
export const noCloseCode = 1005

const final = 0x80
const masked = 0x80
const maskBytes = 4

/** Length codes of the second header byte that announce a 16-bit and a 64-bit length (RFC 6455 section 5.2). */
export const lengthCodes = { sixteenBit: 126, sixtyFourBit: 127 } as const

/** Bytes of a server's frame header, by the length code in its second byte. */
export function headerBytesOf(lengthCode: number): number {
  if (lengthCode < lengthCodes.sixteenBit) return 2
  return lengthCode === lengthCodes.sixteenBit ? 4 : 10
}

/** Encodes one unfragmented client frame: header, random mask, masked payload (RFC 6455 section 5). */
export function encodeFrame(opcode: number, payload: string | Uint8Array, masks: MaskPool): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length
  const lengthCode = lengthCodeOf(length)
  const start = headerBytesOf(lengthCode) + maskBytes
  const frame = Buffer.allocUnsafe(start + length)
  frame[0] = final | opcode
  frame[1] = masked | lengthCode
  if (lengthCode === lengthCodes.sixteenBit) frame.writeUInt16BE(length, 2)
  else if (lengthCode === lengthCodes.sixtyFourBit) frame.writeBigUInt64BE(BigInt(length), 2)
  const mask = masks.next()
  frame.writeInt32LE(mask, start - maskBytes)
  if (typeof payload === 'string') frame.write(payload, start)
  else frame.set(payload, start)
  applyMask(frame, start, mask)
  return frame
}

/** Encodes the payload of a close frame. */
export function closePayload(code: number): Buffer {
  const payload = Buffer.allocUnsafe(2)
  payload.writeUInt16BE(code)
  return payload
}

function lengthCodeOf(length: number): number {
  if (length < lengthCodes.sixteenBit) return length
  return length <= 0xffff ? lengthCodes.sixteenBit : lengthCodes.sixtyFourBit
}

function applyMask(bytes: Buffer, start: number, mask: number): void {
  const end = bytes.length
  for (let at = start, shift = 0; at < end; at++, shift = (shift + 8) & 31) {
    bytes[at] = (bytes[at] ?? 0) ^ (mask >> shift)
  }
}
