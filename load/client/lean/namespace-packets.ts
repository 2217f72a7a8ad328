import type { Message } from './link.ts'

/** The packets of one namespace that a client sends. */
export interface NamespacePackets {
  readonly name: string
  readonly disconnectPacket: Message
  connectPacket(auth: Record<string, unknown> | undefined): Message
  /** An event's packet; `ackId` asks for an acknowledgement. */
  eventPacket(event: string, args: readonly unknown[], ackId: number | undefined): EncodedPacket
}

/** A message and the binary messages that belong to it. */
export interface EncodedPacket {
  readonly packet: Message
  readonly attachments: readonly Uint8Array[]
}
