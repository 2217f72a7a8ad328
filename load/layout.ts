/** The numbers that a layout follows from. */
export interface LayoutOptions {
  readonly users: number
  readonly rooms: number
  /** Members of each room that take turns in sending. */
  readonly sendersPerRoom: number
  readonly instances: number
  readonly workers: number
}

/**
 * Who is where, by arithmetic alone, so that every process knows it without asking: user to room, instance and
 * worker; message number to sender and sequence number, and back.
 *
 * Users are dealt over rooms in turn, a room's members over the instances in turn, messages over rooms in turn, and a
 * room's messages over its senders in turn.
 */
export class Layout {
  readonly users: number
  readonly rooms: number
  readonly sendersPerRoom: number
  readonly instances: number
  readonly workers: number

  constructor(options: LayoutOptions) {
    this.users = options.users
    this.rooms = options.rooms
    this.sendersPerRoom = Math.min(options.sendersPerRoom, Math.floor(options.users / options.rooms))
    this.instances = options.instances
    this.workers = options.workers
  }

  roomOf(user: number): number {
    return user % this.rooms
  }

  /** The user's position among the members of the room. */
  memberOf(user: number): number {
    return Math.floor(user / this.rooms)
  }

  userAt(room: number, member: number): number {
    return room + this.rooms * member
  }

  membersIn(room: number): number {
    return Math.ceil((this.users - room) / this.rooms)
  }

  instanceOf(user: number): number {
    return (this.memberOf(user) + this.roomOf(user)) % this.instances
  }

  workerOf(user: number): number {
    return user % this.workers
  }

  roomOfMessage(message: number): number {
    return message % this.rooms
  }

  senderOf(message: number): number {
    const turn = Math.floor(message / this.rooms)
    return this.userAt(message % this.rooms, turn % this.sendersPerRoom)
  }

  sequenceOf(message: number): number {
    return Math.floor(Math.floor(message / this.rooms) / this.sendersPerRoom)
  }

  /** The message that a stamp names; -1 where that user never sends. */
  messageOf(sender: number, sequence: number): number {
    const slot = Math.floor(sender / this.rooms)
    if (slot >= this.sendersPerRoom) return -1
    return (sequence * this.sendersPerRoom + slot) * this.rooms + (sender % this.rooms)
  }
}
