import * as engine from 'engine.io-parser'
import fc from 'fast-check'
import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser'
import { expect, test } from 'vitest'
import { LeanShared } from '../../../../load/client/lean/lean-shared.ts'
import { Base64Buffer } from '../../../../load/client/lean/base64-buffer.ts'
import type { PacketOwner } from '../../../../load/client/lean/message-reader.ts'
import { PacketReader } from '../../../../load/client/lean/packet-reader.ts'
import { encodePayload, readPayload } from '../../../../load/client/lean/polling-payload.ts'
import { StampReader } from '../../../../load/stamp.ts'
import { testRunId } from '../../../support/test-clients.ts'

const shared = new LeanShared(new StampReader(testRunId))
const namespaceName = fc.constantFrom('/', '/chat', '/a/b')
const binary = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes))
const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('_placeholder'))
const argument = fc.oneof(json, binary, fc.record({ text: fc.string(), blobs: fc.array(binary, { maxLength: 3 }) }))
const event = fc.record({
  nsp: namespaceName,
  name: fc.string().filter((name) => !['connect', 'connect_error', 'disconnect'].includes(name)),
  args: fc.array(argument, { maxLength: 3 }),
  id: fc.option(fc.nat(), { nil: undefined }),
})

test('events are encoded as socket.io-parser encodes them', () => {
  fc.assert(
    fc.property(event, ({ nsp, name, args, id }) => {
      const data = [name, ...structuredCloneKeepingBuffers(args)]
      const official = { type: PacketType.EVENT, nsp, data, ...(id === undefined ? {} : { id }) }
      const [packet, ...attachments] = new Encoder().encode(official) as unknown[]
      const ours = shared.namespace(nsp).eventPacket(name, args, id)
      expect([ours.packet, ours.attachments.map(hex)]).toEqual([`4${String(packet)}`, attachments.map(hex)])
    }),
  )
})

test('events and acknowledgements are read as socket.io-parser reads them', () => {
  fc.assert(
    fc.property(event, fc.boolean(), ({ nsp, name, args, id }, isAck) => {
      const data = isAck ? args : [name, ...args]
      const type = isAck ? PacketType.ACK : PacketType.EVENT
      const packets = new Encoder().encode({ type, nsp, data, ...(id === undefined ? {} : { id }) }) as (
        string | Buffer
      )[]
      const official: unknown[] = []
      const decoder = new Decoder({ maxAttachments: 1_000 })
      decoder.on('decoded', (packet: Packet) => official.push([packet.id, packet.data]))
      for (const packet of packets) decoder.add(packet)

      const ours: unknown[] = []
      const reader = new PacketReader(
        shared,
        shared.namespace(nsp),
        1e6,
        ownerThat((ackId, values) => ours.push([ackId, values])),
      )
      reader.onEvent = (eventName, values) => ours.push([id, [eventName, ...values]])
      for (const packet of packets) {
        const bytes = Buffer.concat([Buffer.from('#'), Buffer.from(packet), Buffer.from('#')])
        if (typeof packet === 'string') reader.readText(bytes, 1, bytes.length - 1)
        else reader.readBinary(bytes, 1, bytes.length - 1)
      }
      // An acknowledgement without an id answers nothing; only the official parser hands it on.
      expect(ours).toEqual(isAck && id === undefined ? [] : official)
    }),
  )
})

test('no text makes the packet reader throw', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-6][0-9]{0,3}-?(\/[a-z]*,?)?[0-9]{0,3}[[{]?.{0,8}$/))
  fc.assert(
    fc.property(text, (packet) => {
      const reader = new PacketReader(
        shared,
        shared.namespace('/chat'),
        1e6,
        ownerThat(() => undefined),
      )
      reader.onEvent = () => undefined
      const bytes = Buffer.from(packet)
      reader.readText(bytes, 0, bytes.length)
    }),
    { numRuns: 2_000 },
  )
})

const message = fc.oneof(
  fc.string().map((text) => `4${text.replaceAll('\x1e', '')}`),
  binary,
)

test('payloads are encoded as engine.io-parser encodes them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 5 }), async (messages) => {
      const packets = messages.map((each) => ({
        type: 'message' as const,
        data: typeof each === 'string' ? each.slice(1) : each,
      }))
      const official = await new Promise<string>((resolve) => engine.encodePayload(packets, resolve))
      expect(encodePayload(messages)).toBe(official)
    }),
  )
})

test('payloads are read as engine.io-parser reads them', () => {
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (messages) => {
      const body = Buffer.from(encodePayload(messages))
      const ours: unknown[] = []
      readPayload(
        body,
        new Base64Buffer(),
        {
          onPacket: (bytes, start, end) => ours.push(bytes.toString('utf8', start + 1, end)),
          onBinaryMessage: (bytes, start, end) => ours.push(Buffer.from(bytes.subarray(start, end))),
        },
        () => true,
      )
      expect(ours).toEqual(
        engine.decodePayload(body.toString(), 'nodebuffer').map(({ data }) => (data as unknown) ?? ''),
      )
    }),
  )
})

function ownerThat(onAck: (id: number, args: readonly unknown[]) => void): PacketOwner {
  const ignore = (): void => undefined
  return { onConnected: ignore, onRefused: ignore, onDisconnected: ignore, onBadPacket: ignore, onAck }
}

function hex(bytes: unknown): string {
  return Buffer.from(bytes as Uint8Array).toString('hex')
}

/** The official encoder changes what it is given. */
function structuredCloneKeepingBuffers(value: unknown[]): unknown[] {
  return value.map((each) => {
    if (Buffer.isBuffer(each)) return Buffer.from(each)
    if (Array.isArray(each)) return structuredCloneKeepingBuffers(each)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [key, structuredCloneKeepingBuffers([inner])[0]]),
    )
  })
}
