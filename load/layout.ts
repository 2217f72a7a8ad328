import { transports, type Transport } from './client/chat-client.ts'
import { MessageTurns } from './message-turns.ts'
import type { ByTransport } from './offered-load.ts'
import { roomsBySize, usersIn } from './rooms.ts'
import { dealTransports } from './transport-shares.ts'
import type { RoomGroup } from './workload.ts'

/** The numbers that a layout follows from. */
export interface LayoutOptions {
  readonly rooms: readonly RoomGroup[]
  readonly transports: ByTransport
  /** Members of each room that take turns in sending, where it has so many. */
  readonly sendersPerRoom: number
  readonly instances: number
  readonly workers: number
}

/**
 * Who is where, so that every process knows it without asking: user to room, transport, instance and worker; message
 * number to sender and sequence number, and back.
 *
 * Rooms are numbered from the largest to the smallest. Users are dealt over the rooms in turn until these are full,
 * transports over the users of every room ({@link dealTransports}), a room's users of each transport over the instances
 * in turn, messages over the rooms by weight ({@link MessageTurns}), and a room's messages over its senders in turn.
 * All of it is looked up in tables; no lookup allocates.
 */
export class Layout {
  readonly users: number
  readonly rooms: number
  readonly instances: number
  readonly workers: number
  readonly #sendersPerRoom: number
  readonly #sizes: Uint32Array
  readonly #groups: Uint16Array
  /** The first user of each row: of those who are the n-th member of their room. */
  readonly #rows: Uint32Array
  readonly #room: Uint32Array
  readonly #member: Uint32Array
  readonly #transport: Uint8Array
  readonly #instance: Uint16Array
  readonly #worker: Uint16Array
  readonly #turns: MessageTurns

  /** Throws a `RangeError` for shares that do not sum to 1 and for weights that are no positive whole numbers. */
  constructor(options: LayoutOptions) {
    const rooms = roomsBySize(options.rooms)
    this.users = usersIn(options.rooms)
    this.rooms = rooms.length
    this.instances = options.instances
    this.workers = options.workers
    this.#sendersPerRoom = options.sendersPerRoom
    this.#sizes = Uint32Array.from(rooms, ({ members }) => members)
    this.#groups = Uint16Array.from(rooms, ({ group }) => group)
    this.#rows = new Uint32Array(this.#sizes[0] ?? 0)
    this.#room = new Uint32Array(this.users)
    this.#member = new Uint32Array(this.users)
    this.#placeUsers()
    this.#transport = dealTransports(this.#sizes, this.users, options.transports)
    this.#instance = this.#dealInstances()
    this.#worker = this.#dealWorkers()
    this.#turns = new MessageTurns(Float64Array.from(rooms, ({ weight }) => weight))
  }

  roomOf(user: number): number {
    return this.#room[user] ?? -1
  }

  /** The user's position among the members of the room. */
  memberOf(user: number): number {
    return this.#member[user] ?? -1
  }

  userAt(room: number, member: number): number {
    return (this.#rows[member] ?? -1) + room
  }

  membersIn(room: number): number {
    return this.#sizes[room] ?? 0
  }

  /** The position of the room's group in the workload. */
  groupOf(room: number): number {
    return this.#groups[room] ?? -1
  }

  /** Members of the room that take turns in sending: its first ones. */
  sendersIn(room: number): number {
    return Math.min(this.#sendersPerRoom, this.membersIn(room))
  }

  transportOf(user: number): Transport {
    return transports[this.#transport[user] ?? 0] ?? 'websocket'
  }

  instanceOf(user: number): number {
    return this.#instance[user] ?? -1
  }

  workerOf(user: number): number {
    return this.#worker[user] ?? -1
  }

  roomOfMessage(message: number): number {
    return this.#turns.roomOf(message)
  }

  senderOf(message: number): number {
    const room = this.#turns.roomOf(message)
    return this.userAt(room, this.#turns.ordinalOf(message) % this.sendersIn(room))
  }

  /** How many messages of the same sender are due before this one. */
  sequenceOf(message: number): number {
    return Math.floor(this.#turns.ordinalOf(message) / this.sendersIn(this.#turns.roomOf(message)))
  }

  /** The message that a stamp names; -1 where that user never sends. */
  messageOf(sender: number, sequence: number): number {
    const room = this.#room[sender]
    const member = this.#member[sender]
    if (room === undefined || member === undefined) return -1
    const senders = this.sendersIn(room)
    return member >= senders ? -1 : this.#turns.messageAt(room, sequence * senders + member)
  }

  #placeUsers(): void {
    let user = 0
    for (let member = 0; member < this.#rows.length; member++) {
      this.#rows[member] = user
      for (let room = 0; room < this.rooms && this.membersIn(room) > member; room++) {
        this.#room[user] = room
        this.#member[user] = member
        user++
      }
    }
  }

  /**
   * The users of a room are dealt in turn, one transport after the other, so that neither the room nor any of its transports
   * has two users more on one instance than on another. Where that begins moves on by one with each further room of the same
   * users, so that what is left over is spread as well.
   */
  #dealInstances(): Uint16Array {
    const next = new Uint32Array(this.rooms * transports.length)
    for (let user = 0; user < this.users; user++) {
      const at = this.roomOf(user) * transports.length + (this.#transport[user] ?? 0)
      next[at] = (next[at] ?? 0) + 1
    }
    const beginnings = new Map<string, number>()
    for (let room = 0; room < this.rooms; room++) {
      const own = next.subarray(room * transports.length, (room + 1) * transports.length)
      const kind = own.join()
      let begin = beginnings.get(kind) ?? room
      beginnings.set(kind, begin + 1)
      for (const [transport, users] of own.entries()) {
        own[transport] = begin
        begin += users
      }
    }
    return Uint16Array.from({ length: this.users }, (_, user) => {
      const at = this.roomOf(user) * transports.length + (this.#transport[user] ?? 0)
      const turn = next[at] ?? 0
      next[at] = turn + 1
      return turn % this.instances
    })
  }

  /** All users are dealt in turn, one transport after the other: polling costs a worker more. */
  #dealWorkers(): Uint16Array {
    const next = new Uint32Array(transports.length)
    for (const transport of this.#transport) {
      for (let later = transport + 1; later < next.length; later++) next[later] = (next[later] ?? 0) + 1
    }
    return Uint16Array.from(this.#transport, (transport) => {
      const turn = next[transport] ?? 0
      next[transport] = turn + 1
      return turn % this.workers
    })
  }
}
