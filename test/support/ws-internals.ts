import type { EventEmitter } from 'node:events'
import * as ws from 'ws'

/** The frame writer of `ws`, which its types leave out. */
export interface WsSender {
  frame(
    data: Buffer,
    options: { opcode: number; fin: boolean; mask: boolean; readOnly: boolean; rsv1: boolean },
  ): Buffer[]
}

/** The frame reader of `ws`, which its types leave out. */
export interface WsReceiver extends EventEmitter {
  write(chunk: Buffer, done: (error?: Error | null) => void): void
}

const internals = ws as unknown as {
  Sender: WsSender
  Receiver: new (options: { isServer: boolean; maxPayload: number; skipUTF8Validation: boolean }) => WsReceiver
}

/** `ws` as an oracle for websocket frames. */
export const { Sender, Receiver } = internals
