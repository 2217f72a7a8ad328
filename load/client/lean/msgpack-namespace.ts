import { Encoder } from 'socket.io-msgpack-parser'
import type { EncodedPacket, NamespacePackets } from './namespace-packets.ts'

const packetTypes = { connect: 0, disconnect: 1, event: 2 } as const
const encoder = new Encoder()
const noAttachments: readonly Uint8Array[] = []

/** The packets of one namespace that a client sends by socket.io-msgpack-parser: each is one binary message. */
export class MsgpackNamespace implements NamespacePackets {
  readonly name: string
  readonly nameBytes: Buffer
  readonly disconnectPacket: Uint8Array

  constructor(name: string) {
    this.name = name
    this.nameBytes = Buffer.from(name)
    this.disconnectPacket = encode({ type: packetTypes.disconnect, nsp: name })
  }

  connectPacket(auth: Record<string, unknown> | undefined): Uint8Array {
    const packet = { type: packetTypes.connect, nsp: this.name }
    return encode(auth === undefined ? packet : { ...packet, data: auth })
  }

  eventPacket(event: string, args: readonly unknown[], ackId: number | undefined): EncodedPacket {
    const packet = { type: packetTypes.event, nsp: this.name, data: [event, ...args] }
    return { packet: encode(ackId === undefined ? packet : { ...packet, id: ackId }), attachments: noAttachments }
  }
}

/** The types of the package promise an `ArrayBuffer`; its encoder answers a list of one buffer. */
function encode(packet: Readonly<Record<string, unknown>>): Uint8Array {
  const [message] = encoder.encode(packet) as unknown as readonly [Uint8Array]
  return message
}
