import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameParser, type FrameHandler } from '../../../../load/client/lean/frame-parser.ts'
import { Receiver, Sender } from '../../../support/ws-internals.ts'

const maxPayload = 70_000

const tooLarge = new Set(['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH'])

type Seen = readonly [kind: 'text' | 'binary' | 'ping' | 'close' | 'error', content: string]

interface Frame {
  readonly opcode: number
  readonly fin: boolean
  readonly payload: Buffer
}

class Recorder implements FrameHandler {
  readonly seen: Seen[] = []
  onText(bytes: Buffer, start: number, end: number): void {
    this.#add('text', bytes, start, end)
  }
  onBinary(bytes: Buffer, start: number, end: number): void {
    this.#add('binary', bytes, start, end)
  }
  onPing(bytes: Buffer, start: number, end: number): void {
    this.#add('ping', bytes, start, end)
  }
  onCloseFrame(code: number, reason: string): void {
    this.seen.push(['close', `${code} ${reason}`])
  }
  onBadFrame(code: string): void {
    this.seen.push(['error', code])
  }
  #add(kind: 'text' | 'binary' | 'ping', bytes: Buffer, start: number, end: number): void {
    this.seen.push([kind, bytes.toString('hex', start, end)])
  }
}

/** Reads the chunks with our parser, through one buffer that is overwritten for each chunk, as a socket's is. */
function read(chunks: readonly Buffer[]): readonly Seen[] {
  const recorder = new Recorder()
  const parser = new FrameParser(recorder, maxPayload)
  const shared = Buffer.alloc(Math.max(0, ...chunks.map((chunk) => chunk.length)) + 3)
  for (const chunk of chunks) {
    shared.fill(0xff)
    chunk.copy(shared, 3)
    parser.push(shared, 3, 3 + chunk.length)
  }
  return recorder.seen
}

/** Reads the same with the receiver of `ws`. */
async function readWithWs(chunks: readonly Buffer[]): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  const receiver = new Receiver({ isServer: false, maxPayload, skipUTF8Validation: true })
  const ended = new Promise<void>((resolve) => {
    receiver.on('conclude', (code: number, reason: Buffer) => {
      // Told not to check texts, which we leave to whoever decodes them, ws does not check reasons either.
      seen.push(isUtf8(reason) ? ['close', `${code} ${reason.toString()}`] : ['error', 'protocol'])
      resolve()
    })
    receiver.on('error', ({ code }: Error & { code: string }) => {
      seen.push(['error', tooLarge.has(code) ? 'too-large' : 'protocol'])
      resolve()
    })
  })
  receiver.on('message', (data: Buffer, isBinary: boolean) => {
    seen.push([isBinary ? 'binary' : 'text', data.toString('hex')])
  })
  receiver.on('ping', (data: Buffer) => seen.push(['ping', data.toString('hex')]))
  for (const chunk of chunks) {
    const outcome = await Promise.race([
      ended.then(() => 'ended'),
      new Promise((resolve) => receiver.write(chunk, resolve)),
    ])
    if (outcome === 'ended') break
  }
  return seen
}

function encode({ opcode, fin, payload }: Frame): Buffer {
  return Buffer.concat(Sender.frame(payload, { opcode, fin, mask: false, readOnly: true, rsv1: false }))
}

function chunksOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end)).filter((chunk) => chunk.length > 0)
}

const size = fc.oneof(fc.nat(4), fc.constantFrom(124, 125, 126, 127, 128, 65_535, 65_536))
const payload = size.chain((length) => fc.nat(255).map((byte) => Buffer.alloc(length, byte)))
const ping = fc.nat(125).map((length): Frame => ({ opcode: 9, fin: true, payload: Buffer.alloc(length, 1) }))
const pong = fc.constant<Frame>({ opcode: 10, fin: true, payload: Buffer.from('pong') })
/** A message in one frame or several, with control frames between them. */
const message = fc
  .record({
    opcode: fc.constantFrom(1, 2),
    parts: fc.array(payload, { minLength: 1, maxLength: 4 }),
    between: fc.array(fc.oneof(ping, pong), { maxLength: 2 }),
  })
  .map(({ opcode, parts, between }) =>
    parts.flatMap((part, i): Frame[] => [
      { opcode: i === 0 ? opcode : 0, fin: i === parts.length - 1, payload: part },
      ...(i === parts.length - 1 ? [] : between),
    ]),
  )
const wellFormed = fc
  .array(
    fc.oneof(
      message,
      ping.map((frame) => [frame]),
    ),
    { maxLength: 5 },
  )
  .map((frames) => frames.flat())
const cuts = fc.array(fc.nat(), { maxLength: 20 })

test('any well-formed frames in any chunks read as ws reads them', async () => {
  await fc.assert(
    fc.asyncProperty(wellFormed, cuts, async (frames, at) => {
      const chunks = chunksOf(Buffer.concat(frames.map(encode)), at)
      expect(read(chunks)).toEqual(await readWithWs(chunks))
    }),
    { numRuns: 400 },
  )
})

test('frames read the same byte by byte', () => {
  fc.assert(
    fc.property(wellFormed, (frames) => {
      const bytes = Buffer.concat(frames.map(encode))
      fc.pre(bytes.length < 2_000)
      expect(read([...bytes].map((byte) => Buffer.from([byte])))).toEqual(read([bytes]))
    }),
  )
})

test('any frame headers, right or wrong, read as ws reads them', async () => {
  const header = fc.record({
    first: fc.oneof(fc.constantFrom(0x81, 0x82, 0x80, 0x01, 0x02, 0x00, 0x88, 0x89, 0x8a), fc.nat(255)),
    second: fc.oneof(fc.nat(12), fc.constantFrom(126, 127), fc.nat(255)),
    rest: fc.uint8Array({ maxLength: 12 }),
  })
  const bytes = fc
    .array(header, { maxLength: 6 })
    .map((parts) => Buffer.concat(parts.map(({ first, second, rest }) => Buffer.from([first, second, ...rest]))))
  await fc.assert(
    fc.asyncProperty(bytes, cuts, async (garbage, at) => {
      const chunks = chunksOf(garbage, at)
      expect(read(chunks)).toEqual(await readWithWs(chunks))
    }),
    // A close frame that announces half a close code: refused before its only byte has come.
    { numRuns: 2_000, examples: [[Buffer.from([0x88, 1]), []]] },
  )
})
