import fc from 'fast-check'
import { Decoder, Encoder } from 'socket.io-msgpack-parser'
import { describe, expect, test } from 'vitest'
import { LeanShared } from '../../../../load/client/lean/lean-shared.ts'
import type { PacketOwner } from '../../../../load/client/lean/message-reader.ts'
import { MsgpackReader } from '../../../../load/client/lean/msgpack-reader.ts'
import { broken, skipValue } from '../../../../load/client/lean/msgpack-skip.ts'
import { decodeValue } from '../../../../load/client/lean/msgpack-value.ts'
import { StampReader, writeStamp } from '../../../../load/stamp.ts'
import { testRunId } from '../../../support/test-clients.ts'

const shared = new LeanShared(new StampReader(testRunId))
const namespaces = ['/', '/chat', '/größer/als/ein/kurzer/Name/von/32/Bytes'] as const
const namespace = fc.constantFrom(...namespaces)
const binary = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ minLength: 30, maxLength: 300 }))
const number = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -200, max: 70_000 }), fc.double({ noNaN: true }))
const date = fc.date({ noInvalidDate: true })
const key = fc.string().filter((name) => name !== '__proto__')
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, number, fc.boolean(), fc.constantFrom(null, undefined), binary, date),
    fc.array(tie('any'), { maxLength: 20 }),
    fc.dictionary(key, tie('any'), { maxKeys: 20, noNullPrototype: true }),
  ),
})).any
const sid = fc.record({ sid: fc.string(), extra: value })
const id = fc.option(fc.oneof(fc.nat(300), fc.maxSafeInteger().map(Math.abs)), { nil: undefined })

interface Packet {
  readonly type: number
  readonly nsp: string
  readonly data?: unknown
  readonly id?: number | undefined
  readonly options?: unknown
}

const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({ type: fc.constant(0), nsp: namespace, data: sid }),
  fc.record({ type: fc.constant(1), nsp: namespace }),
  fc.record({
    type: fc.constant(2),
    nsp: namespace,
    data: fc.tuple(text, fc.array(value, { maxLength: 3 })).map(([event, args]) => [event, ...args]),
    id,
    options: fc.record({ compress: fc.boolean(), volatile: fc.constantFrom(true, undefined) }),
  }),
  fc.record({ type: fc.constant(3), nsp: namespace, data: fc.array(value, { maxLength: 3 }), id: fc.nat() }),
  fc.record({ type: fc.constant(4), nsp: namespace, data: fc.record({ message: text, data: value }) }),
)

describe('packets', () => {
  test('of every type are read as socket.io-msgpack-parser reads them', () => {
    fc.assert(
      fc.property(
        packet,
        namespace,
        fc.shuffledSubarray(['type', 'nsp', 'data', 'id', 'options'], { minLength: 5 }),
        (sent, asked, order) => {
          const bytes = encode(Object.fromEntries(order.map((name) => [name, sent[name as keyof Packet]])))
          const official = asked === sent.nsp ? told(decodeOfficially(bytes)) : []
          expect(readBy(asked, bytes)).toEqual(official)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('that are sent are what socket.io-msgpack-parser would send', () => {
    fc.assert(
      fc.property(namespace, text, fc.array(value, { maxLength: 3 }), id, (nsp, event, args, ackId) => {
        const packets = shared.msgpackNamespace(nsp)
        const sent = packets.eventPacket(event, args, ackId)
        const numbered = ackId === undefined ? {} : { id: ackId }
        expect(decodeOfficially(sent.packet as Buffer)).toEqual(
          decodeOfficially(encode({ type: 2, nsp, data: [event, ...args], ...numbered })),
        )
        expect(sent.attachments).toEqual([])
        expect(decodeOfficially(packets.connectPacket({ token: event }) as Buffer)).toEqual({
          type: 0,
          nsp,
          data: { token: event },
        })
        expect(decodeOfficially(packets.connectPacket(undefined) as Buffer)).toEqual({ type: 0, nsp })
        expect(decodeOfficially(packets.disconnectPacket as Buffer)).toEqual({ type: 1, nsp })
      }),
    )
  })

  test('of an event give the first stamp in their data, and those of an acknowledgement none', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(value, { maxLength: 3 }), fc.nat(1_000), (isAck, before, sequence) => {
        const data = [
          'newMessage',
          ...before,
          { text: `${'é'.repeat(sequence % 40)}${writeStamp(testRunId, 1, sequence, 3)}` },
          writeStamp(testRunId, 1, 5_000, 3),
        ]
        const stamps: number[] = []
        const reader = new MsgpackReader(
          shared,
          shared.msgpackNamespace('/chat'),
          ownerThat(() => undefined),
        )
        reader.onStamp = (_sender, found) => stamps.push(found)
        const bytes = between(encode({ type: isAck ? 3 : 2, data, nsp: '/chat', id: 1 }))
        reader.readBinary(bytes, 1, bytes.length - 1)
        expect(stamps).toEqual(isAck ? [] : [sequence])
      }),
    )
  })
})

describe('bytes', () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    // Like a packet, with one byte changed, or cut short.
    fc.tuple(packet, fc.nat(), fc.nat(255)).map(([sent, at, byte]) => {
      const bytes = Buffer.from(encode(sent))
      bytes[at % bytes.length] = byte
      return bytes
    }),
    fc.tuple(packet, fc.nat()).map(([sent, at]) => {
      const bytes = encode(sent)
      return bytes.subarray(0, at % bytes.length)
    }),
  )

  test('of any kind make the reader neither throw nor read over their end', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (sent, listens) => {
        const faults: string[] = []
        const reader = new MsgpackReader(
          shared,
          shared.msgpackNamespace('/chat'),
          ownerThat((what, code) => {
            if (what === 'bad') faults.push(String(code))
          }),
        )
        if (listens) reader.onEvent = () => undefined
        reader.onStamp = () => undefined
        const bytes = between(sent)
        reader.readBinary(bytes, 1, bytes.length - 1)
        expect(faults.every((code) => code === 'protocol') && faults.length <= 1).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })

  test('that end before their value does are no value', () => {
    fc.assert(
      fc.property(value, fc.nat(), (sent, cut) => {
        const bytes = encode(sent)
        expect(skipValue(bytes, 0, bytes.length)).toBe(bytes.length)
        expect(skipValue(bytes, 0, cut % bytes.length)).toBe(broken)
      }),
    )
  })

  test.each([
    ['a list that claims four billion values', 'ddffffffff'],
    ['a map that claims four billion pairs', 'dfffffffff'],
    ['a text that claims four gigabytes', 'dbffffffff41'],
    ['an extension that claims four gigabytes', 'c9ffffffff00'],
    ['a type that is never used', 'c1'],
    ['nothing', ''],
    ['lists within lists, 200,000 deep', '91'.repeat(200_000) + '00'],
  ])('with %s are no value', (_what, hex) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(skipValue(bytes, 0, bytes.length)).toBe(broken)
  })

  test.each([
    ['a float', 'ca3fc00000', 1.5],
    ['an extension that nobody knows', 'd505aabb', [5, Buffer.from([0xaa, 0xbb])]],
    ['a buffer', 'c70200aabb', new Uint8Array([0xaa, 0xbb]).buffer],
    ['a key that is a number', '810102', { 1: 2 }],
    ['a key that could change a prototype', '81a95f5f70726f746f5f5f80', Object.fromEntries([['__proto__', {}]])],
  ])('of %s are decoded', (_what, hex, expected) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(skipValue(bytes, 0, bytes.length)).toBe(bytes.length)
    expect(decodeValue(bytes, 0)).toEqual(expected)
  })
})

describe('a packet', () => {
  const connect = { type: 0, nsp: '/chat', data: { sid: 's' } }

  test.each([
    ['is no map', [1, 2]],
    ['has no type', { nsp: '/chat', data: ['a'] }],
    ['has a type of the text protocol', { type: 5, nsp: '/chat', data: ['a'] }],
    ['has a type that is no number', { type: '2', nsp: '/chat', data: ['a'] }],
    ['has no namespace', { type: 2, data: ['a'] }],
    ['has a namespace that is no text', { type: 2, nsp: 1, data: ['a'] }],
    ['has an id that is no number', { type: 3, nsp: '/chat', data: [], id: 'a' }],
    ['is an event without data', { type: 2, nsp: '/chat' }],
    ['is an event whose data is no list', { type: 2, nsp: '/chat', data: { 0: 'a' } }],
    ['is an acknowledgement without data', { type: 3, nsp: '/chat', id: 1 }],
    ['is a refusal without data', { type: 4, nsp: '/chat' }],
    ['connects without an id', { ...connect, data: {} }],
  ])('that %s is refused', (_what, sent) => {
    expect(readBy('/chat', encode(sent))).toEqual([['bad', 'protocol']])
  })

  test('with bytes after its end is refused', () => {
    expect(readBy('/chat', Buffer.concat([encode(connect), Buffer.from([1])]))).toEqual([['bad', 'protocol']])
  })

  test('as text is refused', () => {
    const told: unknown[] = []
    new MsgpackReader(
      shared,
      shared.msgpackNamespace('/chat'),
      ownerThat((...what) => told.push(what)),
    ).readText()
    expect(told).toEqual([['bad', 'protocol']])
  })

  test.each([null, undefined])('of a server that writes %s for no data disconnects', (data) => {
    expect(readBy('/chat', encode({ type: 1, nsp: '/chat', data, id: data }))).toEqual([['disconnected']])
  })
})

/** What a reader tells of a packet, without the messages of faults. */
function readBy(nsp: string, packetBytes: Buffer): unknown[] {
  const told: unknown[] = []
  const owner = ownerThat((...what) => told.push(what))
  const reader = new MsgpackReader(shared, shared.msgpackNamespace(nsp), owner)
  reader.onEvent = (event, args) => told.push(['event', event, args])
  const bytes = between(packetBytes)
  reader.readBinary(bytes, 1, bytes.length - 1)
  return told
}

/** What a reader has to tell of a packet that was decoded. */
function told({ type, data, id: ackId }: Packet): unknown[] {
  switch (type) {
    case 0:
      return [['connected']]
    case 1:
      return [['disconnected']]
    case 2: {
      const [event, ...args] = data as [string, ...unknown[]]
      return [['event', event, args]]
    }
    case 3:
      return [['ack', ackId, data]]
    default:
      return [['refused', (data as { message: string }).message]]
  }
}

function ownerThat(tell: (...what: readonly unknown[]) => void): PacketOwner {
  return {
    onConnected: () => tell('connected'),
    onRefused: (message) => tell('refused', message),
    onDisconnected: () => tell('disconnected'),
    onAck: (ackId, args) => tell('ack', ackId, args),
    onBadPacket: (code) => tell('bad', code),
  }
}

/** The packet among other bytes, as in a read buffer. */
function between(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([0xc3]), bytes, Buffer.from([0xc3])])
}

function encode(sent: unknown): Buffer {
  return (new Encoder().encode(sent) as unknown as readonly [Buffer])[0]
}

function decodeOfficially(bytes: Buffer): Packet {
  const decoded: Packet[] = []
  const decoder = new Decoder()
  decoder.on('decoded', (each: Packet) => decoded.push(each))
  decoder.add(bytes)
  const [only] = decoded
  if (only === undefined) throw new Error('nothing was decoded')
  return only
}
