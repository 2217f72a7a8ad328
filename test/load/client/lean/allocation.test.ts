import { expect, test } from 'vitest'
import { collectGarbage } from '../../../../load/garbage.ts'
import { FrameParser, type FrameHandler } from '../../../../load/client/lean/frame-parser.ts'
import { LeanShared } from '../../../../load/client/lean/lean-shared.ts'
import { PacketReader } from '../../../../load/client/lean/packet-reader.ts'
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
  readonly #reader: PacketReader
  readonly #parser = new FrameParser(this, 1_000_000)
  #stamps = 0

  constructor(stamps: StampFinder) {
    const shared = new LeanShared(stamps)
    const ignore = (): void => undefined
    const owner = { onConnected: ignore, onRefused: ignore, onDisconnected: ignore, onAck: ignore, onBadPacket: ignore }
    this.#reader = new PacketReader(shared, shared.namespace('/chat'), 1_000_000, owner)
    this.#reader.onStamp = () => this.#stamps++
  }

  get stamps(): number {
    return this.#stamps
  }

  push(chunk: Buffer): void {
    this.#parser.push(chunk, 0, chunk.length)
  }

  onText(bytes: Buffer, start: number, end: number): void {
    this.#reader.readText(bytes, start + 1, end)
  }
  onBinary(): void {
    throw new Error('no binary message was sent')
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

const finders = [['of a run', new StampReader(testRunId)] as const, ['of a fleet', new FleetStampReader()] as const]

test.each(finders)('a million received messages with stamps %s allocate less than an object each', (_, stamps) => {
  const text = `42/chat,["newMessage",{"id":"1","text":"${writeStamp(testRunId, 1, 2, 4_000_000_000)} and ${'more '.repeat(20)}"}]`
  const chunk = Buffer.concat(Array.from({ length: framesPerChunk }, () => serverFrame(text)))
  const receiving = new Receiving(stamps)
  const perMessage: number[] = []
  for (let round = 0; round < rounds; round++) {
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    // A round fits into the young generation: nothing is collected before it has been counted.
    for (let i = 0; i < chunksPerRound; i++) receiving.push(chunk)
    perMessage.push((process.memoryUsage().heapUsed - before) / (chunksPerRound * framesPerChunk))
  }
  expect(receiving.stamps).toBe(rounds * chunksPerRound * framesPerChunk)
  // Early rounds are interpreted, and a round in which memory was collected counts less than nothing.
  expect(Math.min(...perMessage.filter((bytes) => bytes >= 0))).toBeLessThan(allowedBytes)
})
