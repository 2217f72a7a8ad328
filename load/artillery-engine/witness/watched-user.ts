import type { EngineSocket } from './engine-socket.ts'
import type { Book } from '../../fleet/book.ts'
import type { OwnBook, StampOptions } from './watched-context.ts'
import { WatchedSocket, type SocketWitness } from './watched-socket.ts'

/** One virtual user of the engine socketio-v3: its sockets, and whatever it sends. */
export class WatchedUser implements OwnBook {
  /** Takes the place of the engine's `context.sockets`. */
  readonly sockets: Record<string, EngineSocket>
  readonly #witness: SocketWitness
  /** The latest connection to each namespace; `undefined` is the latest of all. */
  readonly #connections = new Map<string | undefined, WatchedSocket>()
  readonly #senders = new Map<string, number>()

  constructor(witness: SocketWitness) {
    this.#witness = witness
    this.sockets = new Proxy<Record<string, EngineSocket>>(
      {},
      {
        // The engine puts each socket in here before it connects.
        set: (sockets, namespace: string, socket: EngineSocket) => {
          sockets[namespace] = socket
          const watched = new WatchedSocket(socket, witness)
          this.#connections.set(namespace, watched).set(undefined, watched)
          return true
        },
      },
    )
  }

  get book(): Book {
    return this.#witness.tally.book
  }

  joined(room: string, namespace?: string): void {
    this.book.joined(this.#member('joined', namespace), room)
  }

  left(room: string, namespace?: string): void {
    this.book.left(this.#member('left', namespace), room)
  }

  stamp(room: string, { volatile = false, excludesSelf = false }: StampOptions = {}): string {
    const key = `${volatile} ${excludesSelf} ${room}`
    const sender = this.#senders.get(key) ?? this.#newSender(room, volatile, excludesSelf)
    this.#senders.set(key, sender)
    return this.book.stamp(sender)
  }

  #newSender(room: string, volatile: boolean, excludesSelf: boolean): number {
    const excludes = excludesSelf ? { excludes: this.#member('stamp') } : {}
    return this.book.sender(room, { volatile, ...excludes })
  }

  #member(what: string, namespace?: string): number {
    const connection = this.#connections.get(namespace)
    if (connection !== undefined) return connection.member
    throw new Error(
      `${what}: the virtual user has no connection${namespace === undefined ? '' : ` to ${namespace}`} yet`,
    )
  }
}
