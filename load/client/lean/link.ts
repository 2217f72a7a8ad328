import type { ClientErrorCode, ConnectionStage } from '../client-error.ts'
import type { Traffic } from '../chat-client.ts'
import type { OpenPacket } from './open-packet.ts'

/** The traffic of a link that was never opened. */
export const noTraffic: Traffic = { bytesUp: 0, bytesDown: 0, requests: 0 }

/** A text packet, its Engine.IO type in front, or a binary message. */
export type Message = string | Uint8Array

/** One transport of one connection: it carries Engine.IO packets and knows nothing of what they mean. */
export interface Link {
  readonly traffic: Traffic
  /** The Engine.IO session is open; the owner calls it from within `onPacket`. */
  open(session: OpenPacket): void
  send(message: Message): void
  /** Sends one last message, closes politely and ends with `onLinkEnded`. Nothing else is reported any more. */
  close(last: Message | undefined): void
  /** Drops every socket at once and silently. */
  destroy(): void
}

/** What a link tells. A byte range is valid during the call only. */
export interface LinkOwner {
  /** The first socket has gone one stage further: `tls` when TCP stands, `handshake` when requests can be sent. */
  onProgress(stage: Extract<ConnectionStage, 'tls' | 'handshake'>): void
  /** A text packet, its Engine.IO type in front. */
  onPacket(bytes: Buffer, start: number, end: number): void
  onBinaryMessage(bytes: Buffer, start: number, end: number): void
  /** The transport failed or the server ended it; the link has released its sockets. */
  onLinkFailed(failure: LinkFailure): void
  /** A link that was closed has released its sockets. */
  onLinkEnded(): void
}

/** Why a transport failed: a {@link ClientErrorCode} and a message, without the stage, which the owner knows. */
export interface LinkFailure {
  readonly code: ClientErrorCode
  readonly message: string
  readonly cause?: Error | undefined
}
