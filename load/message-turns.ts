import { evenTurns } from './even-turns.ts'

/** Rooms of one weight. They take turns in the order of the list, and together they take turns with the other classes. */
interface RoomClass {
  readonly rooms: Uint32Array
  /** Where in a round the turns of the class are. */
  readonly turns: Uint32Array
}

/**
 * Which room each message goes into, dealt in proportion to the weights of the rooms: among the first so many messages
 * of the schedule each room has its share to less than one message. Rooms of equal weight simply take turns.
 *
 * Everything is looked up in tables of one round, after which the order repeats; no lookup allocates.
 */
export class MessageTurns {
  readonly #classes: readonly RoomClass[]
  /** The class whose turn it is, and how many turns it has had in this round, by place in the round. */
  readonly #order: Uint16Array
  readonly #turnsBefore: Uint32Array
  /** By room: its class and its position there. */
  readonly #classOf: Uint16Array
  readonly #positionOf: Uint32Array

  /** `weights` by room: positive whole numbers. Throws a `RangeError` for others. */
  constructor(weights: ArrayLike<number>) {
    const rooms = Uint32Array.from({ length: weights.length }, (_, room) => room)
    const byWeight = [...Map.groupBy(rooms, (room) => weights[room] ?? 0)]
    if (byWeight.some(([weight]) => weight <= 0)) throw new RangeError('every room must have a positive weight')
    this.#order = evenTurns(byWeight.map(([weight, same]) => weight * same.length))
    this.#turnsBefore = new Uint32Array(this.#order.length)
    const turns = byWeight.map((): number[] => [])
    for (const [place, own] of this.#order.entries()) this.#turnsBefore[place] = (turns[own]?.push(place) ?? 0) - 1
    this.#classes = byWeight.map(([, same], own) => ({
      rooms: Uint32Array.from(same),
      turns: Uint32Array.from(turns[own] ?? []),
    }))
    this.#classOf = new Uint16Array(rooms.length)
    this.#positionOf = new Uint32Array(rooms.length)
    for (const [own, one] of this.#classes.entries()) {
      for (const [position, room] of one.rooms.entries()) {
        this.#classOf[room] = own
        this.#positionOf[room] = position
      }
    }
  }

  /** The room that a message goes into. */
  roomOf(message: number): number {
    const { rooms } = this.#classAt(message)
    return rooms[this.#turnOf(message) % rooms.length] ?? -1
  }

  /** How many messages of the room are due before this one. */
  ordinalOf(message: number): number {
    return Math.floor(this.#turnOf(message) / this.#classAt(message).rooms.length)
  }

  /** The message that so many others of its room are due before. */
  messageAt(room: number, ordinal: number): number {
    const { rooms, turns } = this.#class(this.#classOf[room] ?? 0)
    const turn = ordinal * rooms.length + (this.#positionOf[room] ?? 0)
    return Math.floor(turn / turns.length) * this.#order.length + (turns[turn % turns.length] ?? 0)
  }

  /** How many turns the class of a message has had before it. */
  #turnOf(message: number): number {
    const place = message % this.#order.length
    const round = (message - place) / this.#order.length
    return round * this.#classAt(message).turns.length + (this.#turnsBefore[place] ?? 0)
  }

  #classAt(message: number): RoomClass {
    return this.#class(this.#order[message % this.#order.length] ?? 0)
  }

  #class(own: number): RoomClass {
    const found = this.#classes[own]
    if (found === undefined) throw new RangeError(`no class ${own} of rooms`)
    return found
  }
}
