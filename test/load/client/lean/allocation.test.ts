import { Encoder } from 'socket.io-msgpack-parser'
import { expect, test } from 'vitest'
import { collectGarbage } from '../../../../load/garbage.ts'
import { FrameParser, type FrameHandler } from '../../../../load/client/lean/frame-parser.ts'
import { LeanShared } from '../../../../load/client/lean/lean-shared.ts'
import type { Base64Buffer } from '../../../../load/client/lean/base64-buffer.ts'
import type { MessageReader } from '../../../../load/client/lean/message-reader.ts'
import { packetCodec } from '../../../../load/client/lean/packet-codec.ts'
import { encodePayload, readPayload } from '../../../../load/client/lean/polling-payload.ts'
import type { PacketParser } from '../../../../load/client/packet-parser.ts'
import { FleetStampReader, StampReader, writeStamp, type StampFinder } from '../../../../load/stamp.ts'
import { serverFrame } from '../../../support/server-frame.ts'
import { testRunId } from '../../../support/test-clients.ts'

const framesPerChunk = 50
const chunksPerRound = 1_000
const rounds = 20
/** Room for the two numbers of a stamp that fit into no small integer, and for no object. */
const allowedBytes = 40

/** Everything between a chunk of bytes and a stamp listener, as a connection has it. */
class Receiving implements FrameHandler {
  readonly #reader: MessageReader
  readonly #frames = new FrameParser(this, 1_000_000)
  readonly #base64: Base64Buffer
  #stamps = 0

  constructor(stamps: StampFinder, parser: PacketParser) {
    const shared = new LeanShared(stamps)
    const ignore = (): void => undefined
    const owner = { onConnected: ignore, onRefused: ignore, onDisconnected: ignore, onAck: ignore, onBadPacket: ignore }
    this.#reader = packetCodec(shared, { namespace: '/chat', maxPacketBytes: 1_000_000, parser }, owner).reader
    this.#base64 = shared.base64
    this.#reader.onStamp = () => this.#stamps++
  }

  get stamps(): number {
    return this.#stamps
  }

  /** Takes what a websocket has read. */
  push(chunk: Buffer): void {
    this.#frames.push(chunk, 0, chunk.length)
  }

  /** Takes what a poll was answered with. */
  poll(body: Buffer): void {
    readPayload(body, this.#base64, this, always)
  }

  onPacket(bytes: Buffer, start: number, end: number): void {
    this.onText(bytes, start, end)
  }
  onBinaryMessage(bytes: Buffer, start: number, end: number): void {
    this.onBinary(bytes, start, end)
  }

  onText(bytes: Buffer, start: number, end: number): void {
    this.#reader.readText(bytes, start + 1, end)
  }
  onBinary(bytes: Buffer, start: number, end: number): void {
    this.#reader.readBinary(bytes, start, end)
  }
  onPing(): void {
    throw new Error('no ping was sent')
  }
  onCloseFrame(): void {
    throw new Error('no close frame was sent')
  }
  onBadFrame(): void {
    throw new Error('no bad frame was sent')
  }
}

const always = (): boolean => true
const finders = [['of a run', new StampReader(testRunId)] as const, ['of a fleet', new FleetStampReader()] as const]
const data = [
  'newMessage',
  { id: '1', text: `${writeStamp(testRunId, 1, 2, 4_000_000_000)} and ${'more '.repeat(20)}` },
]
const asText = `42/chat,${JSON.stringify(data)}`
const [asMsgpack] = new Encoder().encode({ type: 2, data, nsp: '/chat' }) as unknown as readonly [Buffer]

test.each(finders)('a million received messages with stamps %s allocate less than an object each', (_, stamps) => {
  const receiving = new Receiving(stamps, 'json')
  const chunk = chunkOf(asText)
  expect(bytesPerMessage(() => receiving.push(chunk))).toBeLessThan(allowedBytes)
  expect(receiving.stamps).toBe(rounds * chunksPerRound * framesPerChunk)
})

test.each(finders)('by msgpack a million messages with stamps %s allocate less than an object each', (_, stamps) => {
  const receiving = new Receiving(stamps, 'msgpack')
  const chunk = chunkOf(asMsgpack)
  expect(bytesPerMessage(() => receiving.push(chunk))).toBeLessThan(allowedBytes)
  expect(receiving.stamps).toBe(rounds * chunksPerRound * framesPerChunk)
})

test.each(finders)('polled by msgpack a million messages with stamps %s allocate no more', (_, stamps) => {
  const receiving = new Receiving(stamps, 'msgpack')
  const body = Buffer.from(encodePayload(Array.from({ length: framesPerChunk }, () => asMsgpack)))
  expect(bytesPerMessage(() => receiving.poll(body))).toBeLessThan(allowedBytes)
  expect(receiving.stamps).toBe(rounds * chunksPerRound * framesPerChunk)
})

function chunkOf(message: string | Buffer): Buffer {
  const opcode = typeof message === 'string' ? 1 : 2
  return Buffer.concat(Array.from({ length: framesPerChunk }, () => serverFrame(message, { opcode })))
}

/** Bytes of the heap that are taken for each message of a chunk. */
function bytesPerMessage(receiveChunk: () => void): number {
  const perMessage: number[] = []
  for (let round = 0; round < rounds; round++) {
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    // A round fits into the young generation: nothing is collected before it has been counted.
    for (let i = 0; i < chunksPerRound; i++) receiveChunk()
    perMessage.push((process.memoryUsage().heapUsed - before) / (chunksPerRound * framesPerChunk))
  }
  // Early rounds are interpreted, and a round in which memory was collected counts less than nothing.
  return Math.min(...perMessage.filter((bytes) => bytes >= 0))
}
