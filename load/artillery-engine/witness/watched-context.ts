import type { EngineSocket } from './engine-socket.ts'

/** What a processor function is handed of a virtual user, as far as the witness uses it. */
export interface WatchedContext {
  readonly vars: Record<string, unknown>
  /** The sockets of the engine socketio-v3, by namespace; it makes them when they are first used. */
  sockets?: Record<string, EngineSocket>
  /** Of the engine gatecrash, which keeps the book itself. */
  readonly gatecrash?: OwnBook
  readonly scenario?: { readonly name?: string }
  [key: string]: unknown
}

/** What the engine gatecrash offers to processor functions. */
export interface OwnBook {
  readonly book: { count(name: string, n?: number): void }
  joined(room: string, namespace?: string): void
  left(room: string, namespace?: string): void
  stamp(room: string, options?: StampOptions): string
}

/** How the messages of a stamp are booked. */
export interface StampOptions {
  /** Whether their loss is no failure. */
  readonly volatile?: boolean
  /** Whether the sender's own connection does not receive them. */
  readonly excludesSelf?: boolean
  /** Of the whole text, in characters: the stamp is filled up to it. Default: that of a stamp. */
  readonly length?: number
}

/**
 * Where Artillery takes metrics from an engine. The engine socketio-v3 also emits `response`, which nothing of Artillery 2
 * listens to.
 */
export interface WatchedEvents {
  emit(event: string, ...args: unknown[]): unknown
  on(event: string, listener: (...args: never[]) => void): unknown
}

/** Tells Artillery that a processor function is done. */
export type Done = (error?: Error | null) => void
