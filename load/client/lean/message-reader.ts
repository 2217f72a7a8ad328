import type { StampListener } from '../chat-client.ts'

/** What a {@link MessageReader} tells, of packets of its own namespace. */
export interface PacketOwner {
  onConnected(): void
  /** CONNECT_ERROR; `message` is the server's. */
  onRefused(message: string): void
  onDisconnected(): void
  onAck(id: number, args: readonly unknown[]): void
  /** A packet that breaks Socket.IO v5 or is over the limit. */
  onBadPacket(code: 'protocol' | 'too-large', message: string): void
}

/** Takes a decoded event. */
export type EventSink = (event: string, args: readonly unknown[]) => void

/**
 * Reads the Socket.IO packets of one namespace out of Engine.IO messages. A message's range is valid during the call only.
 */
export interface MessageReader {
  /** Events received. */
  received: number
  onStamp: StampListener | undefined
  onEvent: EventSink | undefined
  /** Whether binary messages are still to come that belong to a packet. */
  readonly isAssembling: boolean
  /** Whether a message that begins a packet belongs to the reader's namespace. */
  isOurs(bytes: Buffer, start: number, end: number): boolean
  /** Reads a text message, without its Engine.IO type. */
  readText(bytes: Buffer, start: number, end: number): void
  readBinary(bytes: Buffer, start: number, end: number): void
}
