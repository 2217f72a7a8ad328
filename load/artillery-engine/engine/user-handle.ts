import type { UserSocket } from '../../client/user-connection.ts'
import type { Book } from '../../fleet/book.ts'
import type { OwnBook, StampOptions } from '../witness/watched-context.ts'
import type { VirtualUser } from './virtual-user.ts'

/** What a processor function finds as `context.gatecrash`. */
export class UserHandle implements OwnBook {
  readonly #user: VirtualUser

  constructor(user: VirtualUser) {
    this.#user = user
  }

  /** The book of the worker. */
  get book(): Book {
    return this.#user.worker.book
  }

  /** The socket of a namespace, or the latest of all; `undefined` where the user has none. */
  socket(namespace?: string): UserSocket | undefined {
    return this.#user.known(namespace)?.socket
  }

  /** The user is in the room: its join has been acknowledged. What is sent into the room from now on is owed to it. */
  joined(room: string, namespace?: string): void {
    this.#user.joined(room, namespace)
  }

  /** The user is about to leave the room. To be called before the leave is sent. */
  left(room: string, namespace?: string): void {
    this.#user.left(room, namespace)
  }

  /** Books a message into the room that is sent now, and returns the stamp that its text must contain. */
  stamp(room: string, options?: StampOptions): string {
    return this.#user.worker.book.stamp(this.#user.sender(room, options))
  }
}
