import type { Done, OwnBook, StampOptions, WatchedContext, WatchedEvents } from './watched-context.ts'
import type { SocketWitness } from './watched-socket.ts'
import { WatchedUser } from './watched-user.ts'
import { startWitness } from './worker-witness.ts'

export type { Done, OwnBook, StampOptions, WatchedContext, WatchedEvents } from './watched-context.ts'

const users = new WeakMap<WatchedContext, WatchedUser>()
/** One for each worker thread, which all users of it share. */
let witness: SocketWitness | undefined

/**
 * The first step of a flow. On the engine socketio-v3 everything that this user's sockets do is seen from now on: connects,
 * acknowledgements (with a timeout: the script's variable `ackTimeout`, in seconds, default 10), events, deliveries, ends.
 * On the engine gatecrash, which keeps its own book, it does nothing.
 */
export function watch(context: WatchedContext, events: WatchedEvents, done: Done): void {
  if (context.gatecrash === undefined) {
    witness ??= startWitness(context, events)
    const user = new WatchedUser(witness)
    users.set(context, user)
    context.sockets = user.sockets
  }
  done()
}

/** The user is in the room: its join has been acknowledged. What is sent into the room from now on is owed to it. */
export function joined(context: WatchedContext, room: string, namespace?: string): void {
  bookOf(context).joined(room, namespace)
}

/** The user is about to leave the room: nothing is owed to it any more. To be called before the leave is sent. */
export function left(context: WatchedContext, room: string, namespace?: string): void {
  bookOf(context).left(room, namespace)
}

/** Books a message into the room that is sent now, and returns its text: a stamp, filled up to the length asked for. */
export function stamp(context: WatchedContext, room: string, options: StampOptions = {}): string {
  const own = bookOf(context)
  const text = own.stamp(room, options).padEnd(options.length ?? 0, '.')
  own.book.count('payload.bytes', text.length)
  return text
}

function bookOf(context: WatchedContext): OwnBook {
  const book = context.gatecrash ?? users.get(context)
  if (book !== undefined) return book
  throw new Error('the witness has not seen this virtual user: make "function: watch" the first step of its flow')
}
