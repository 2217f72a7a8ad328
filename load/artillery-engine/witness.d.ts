/** What a processor function is handed of a virtual user, as far as the witness uses it. */
export interface WatchedContext {
  readonly vars: Record<string, unknown>
  [key: string]: unknown
}

/** Where Artillery takes metrics from an engine. */
export interface WatchedEvents {
  emit(event: string, ...args: unknown[]): unknown
  on(event: string, listener: (...args: never[]) => void): unknown
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
 * The first step of a flow. On the engine socketio-v3 everything that this user's sockets do is seen from now on: connects,
 * acknowledgements (with a timeout: the script's variable `ackTimeout`, in seconds, default 10), events, deliveries, ends.
 * On the engine gatecrash, which keeps its own book, it does nothing.
 */
export function watch(context: WatchedContext, events: WatchedEvents, done: (error?: Error | null) => void): void

/** The user is in the room: its join has been acknowledged. What is sent into the room from now on is owed to it. */
export function joined(context: WatchedContext, room: string, namespace?: string): void

/** The user is about to leave the room: nothing is owed to it any more. To be called before the leave is sent. */
export function left(context: WatchedContext, room: string, namespace?: string): void

/** Books a message into the room that is sent now, and returns its text: a stamp, filled up to the length asked for. */
export function stamp(context: WatchedContext, room: string, options?: StampOptions): string
