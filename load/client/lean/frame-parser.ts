import { isUtf8 } from 'node:buffer'
import { headerBytesOf, lengthCodes, noCloseCode, opcodes } from './frame.ts'

/** What a {@link FrameParser} hands on. A byte range is valid during the call only. */
export interface FrameHandler {
  onText(bytes: Buffer, start: number, end: number): void
  onBinary(bytes: Buffer, start: number, end: number): void
  onPing(bytes: Buffer, start: number, end: number): void
  onCloseFrame(code: number, reason: string): void
  /** Bytes that break the protocol, or a message over the limit. Nothing is handed on after it. */
  onBadFrame(code: 'protocol' | 'too-large', message: string): void
}

interface Fragments {
  readonly opcode: number
  readonly chunks: Buffer[]
  bytes: number
}

const incomplete = 0
const broken = -1
const finalText = 0x80 | opcodes.text

/**
 * Reads a server's websocket frames (RFC 6455 section 5) out of chunks that split and join them anywhere.
 *
 * A message that lies whole in a chunk is handed on in place. Memory is only taken while a frame is split over chunks
 * or a message over frames.
 */
export class FrameParser {
  readonly #handler: FrameHandler
  readonly #maxBytes: number
  #carry: Buffer | undefined = undefined
  #carried = 0
  #fragments: Fragments | undefined = undefined
  #stopped = false

  /** `maxBytes` bounds the payload of a message, all its frames together. */
  constructor(handler: FrameHandler, maxBytes: number) {
    this.#handler = handler
    this.#maxBytes = maxBytes
  }

  /** Hands nothing on any more, also not from the chunk that is being read. */
  stop(): void {
    this.#stopped = true
    this.#carry = undefined
    this.#fragments = undefined
  }

  /** Reads `bytes[start, end)`, which may be overwritten afterwards. */
  push(bytes: Buffer, start: number, end: number): void {
    let at = this.#carry === undefined ? start : this.#resume(this.#carry, bytes, start, end)
    while (at < end && !this.#stopped) {
      const size = this.#sizeOf(bytes, at, end)
      if (size === broken) return
      if (size === incomplete || size > end - at) {
        this.#carry = Buffer.allocUnsafe(Math.max(size, end - at))
        this.#carried = bytes.copy(this.#carry, 0, at, end)
        return
      }
      this.#take(bytes, at, at + size)
      at += size
    }
  }

  /** Completes the frame that began in earlier chunks; answers where the next one begins. */
  #resume(begun: Buffer, bytes: Buffer, start: number, end: number): number {
    if (this.#stopped) return end
    let carry = begun
    let at = start
    let size = this.#sizeOf(carry, 0, this.#carried)
    while (size === incomplete && at < end) {
      if (this.#carried === carry.length) carry = this.#carry = grow(carry, this.#carried + 1)
      carry[this.#carried++] = bytes[at++] ?? 0
      size = this.#sizeOf(carry, 0, this.#carried)
    }
    if (size === incomplete || size === broken) return end
    if (carry.length < size) carry = this.#carry = grow(carry, size)
    const copied = bytes.copy(carry, this.#carried, at, Math.min(end, at + size - this.#carried))
    this.#carried += copied
    if (this.#carried === size) {
      this.#carry = undefined
      this.#take(carry, 0, size)
    }
    return at + copied
  }

  /** Bytes of the frame at `at`, header included; `incomplete` while they cannot be told, `broken` after a reported fault. */
  #sizeOf(bytes: Buffer, at: number, end: number): number {
    if (end - at < 2) return incomplete
    const first = bytes[at] ?? 0
    const second = bytes[at + 1] ?? 0
    if (first === finalText && second < lengthCodes.sixteenBit && second <= this.#maxBytes && !this.#fragments) {
      return 2 + second
    }
    const fault = faultOf(first, second, this.#fragments !== undefined)
    if (fault !== undefined) return this.#reject('protocol', fault)
    const headerBytes = headerBytesOf(second)
    if (end - at < headerBytes) return incomplete
    let length = second
    if (second === lengthCodes.sixteenBit) length = bytes.readUInt16BE(at + 2)
    else if (second === lengthCodes.sixtyFourBit)
      length = bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6)
    const total = isControl(first) ? 0 : length + (this.#fragments?.bytes ?? 0)
    if (total > this.#maxBytes)
      return this.#reject('too-large', `a message of ${total} bytes, the limit is ${this.#maxBytes}`)
    return headerBytes + length
  }

  #take(bytes: Buffer, at: number, end: number): void {
    const first = bytes[at] ?? 0
    const start = at + headerBytesOf(bytes[at + 1] ?? 0)
    switch (first & 0x0f) {
      case opcodes.ping:
        return this.#handler.onPing(bytes, start, end)
      case opcodes.pong:
        return
      case opcodes.close:
        return this.#takeClose(bytes, start, end)
      default:
    }
    if (first >= 0x80 && this.#fragments === undefined) return this.#deliver(first & 0x0f, bytes, start, end)
    this.#fragments ??= { opcode: first & 0x0f, chunks: [], bytes: 0 }
    this.#fragments.chunks.push(Buffer.from(bytes.subarray(start, end)))
    this.#fragments.bytes += end - start
    if (first < 0x80) return
    const { opcode, chunks, bytes: length } = this.#fragments
    this.#fragments = undefined
    this.#deliver(opcode, Buffer.concat(chunks, length), 0, length)
  }

  #deliver(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === opcodes.text) this.#handler.onText(bytes, start, end)
    else this.#handler.onBinary(bytes, start, end)
  }

  #takeClose(bytes: Buffer, start: number, end: number): void {
    const code = end - start >= 2 ? bytes.readUInt16BE(start) : noCloseCode
    const reason = bytes.subarray(Math.min(start + 2, end), end)
    if (end > start && !isCloseCode(code)) this.#reject('protocol', `a close frame with the invalid close code ${code}`)
    else if (!isUtf8(reason)) this.#reject('protocol', 'a close frame whose reason is not UTF-8')
    else {
      this.stop()
      this.#handler.onCloseFrame(code, reason.toString())
    }
  }

  #reject(code: 'protocol' | 'too-large', message: string): typeof broken {
    this.stop()
    this.#handler.onBadFrame(code, message)
    return broken
  }
}

function grow(bytes: Buffer, size: number): Buffer {
  const grown = Buffer.allocUnsafe(size)
  bytes.copy(grown)
  return grown
}

function isControl(first: number): boolean {
  return (first & 0x08) !== 0
}

/** What is wrong with the first two bytes of a server's frame, if anything (RFC 6455 sections 5.1, 5.2, 5.4, 5.5). */
function faultOf(first: number, second: number, fragmented: boolean): string | undefined {
  const opcode = first & 0x0f
  if ((first & 0x70) !== 0) return 'a frame with reserved bits set'
  if ((second & 0x80) !== 0) return 'a masked frame from the server'
  if (isControl(first)) {
    if (opcode > opcodes.pong) return `a frame with the unknown opcode ${opcode}`
    if (first < 0x80) return 'a fragmented control frame'
    if (opcode === opcodes.close && second === 1) return 'a close frame with half a close code'
    return second > 125 ? 'a control frame of more than 125 bytes' : undefined
  }
  if (opcode > opcodes.binary) return `a frame with the unknown opcode ${opcode}`
  if (opcode === opcodes.continuation && !fragmented) return 'a continuation frame without a message to continue'
  if (opcode !== opcodes.continuation && fragmented) return 'a new message inside a fragmented one'
  return undefined
}

/** Whether a close frame may carry the code (RFC 6455 section 7.4, IANA WebSocket Close Code registry). */
function isCloseCode(code: number): boolean {
  if (code >= 3000) return code <= 4999
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006
}
