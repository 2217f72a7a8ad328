import { encodeBinary, hasBinary } from './binary-packet.ts'
import type { EncodedPacket, NamespacePackets } from './namespace-packets.ts'

/** The packets of one namespace that a client sends as text, as Engine.IO messages (Socket.IO protocol v5, "Packet encoding"). */
export class Namespace implements NamespacePackets {
  readonly name: string
  /** What stands between a packet's type and its ack id: `/chat,`, or nothing for `/`. */
  readonly prefix: Buffer
  readonly disconnectPacket: string
  readonly #prefix: string

  constructor(name: string) {
    this.name = name
    this.#prefix = name === '/' ? '' : `${name},`
    this.prefix = Buffer.from(this.#prefix)
    this.disconnectPacket = `41${this.#prefix}`
  }

  connectPacket(auth: Record<string, unknown> | undefined): string {
    return `40${this.#prefix}${auth === undefined ? '' : JSON.stringify(auth)}`
  }

  /** The event's packet, and the attachments that follow it if an argument holds binary data. */
  eventPacket(event: string, args: readonly unknown[], ackId: number | undefined): EncodedPacket {
    const id = ackId === undefined ? '' : String(ackId)
    if (!hasBinary(args)) {
      return { packet: `42${this.#prefix}${id}${JSON.stringify([event, ...args])}`, attachments: noAttachments }
    }
    const attachments: Uint8Array[] = []
    const json = JSON.stringify([event, ...encodeBinary(args, attachments)])
    return { packet: `45${attachments.length}-${this.#prefix}${id}${json}`, attachments }
  }
}

const noAttachments: readonly Uint8Array[] = []
