/** What a fleet owed and what came. */
export interface FleetLedger {
  readonly sent: number
  /** `expected = delivered + lost`, always: certain members at each send, less the excluded, less what was skipped. */
  readonly expected: number
  readonly delivered: number
  readonly lost: number
  /** Volatile messages that did not come to a certain member. */
  readonly skipped: number
  /** Deliveries to members who were just joining or leaving: never owed. */
  readonly edge: number
  readonly duplicated: number
  readonly reordered: number
  /** Deliveries to nobody's account: not of this room, back at an excluded sender, or of no send in these logs. */
  readonly unexpected: number
  /** Deliveries by worker that no log is there of; they are among the unexpected. */
  readonly strangers: Readonly<Record<string, number>>
  /** By room into which something was sent, in the order of their names. */
  readonly rooms: readonly RoomAccount[]
  /** Some of the messages that not every certain member has received. */
  readonly examples: readonly LostMessage[]
}

/** What was sent into a room. */
export interface RoomAccount {
  readonly room: string
  readonly sent: number
  /** Deliveries that were owed, those of volatile messages included. */
  readonly owed: number
}

/** A message that was lost on its way to some. */
export interface LostMessage {
  readonly room: string
  readonly worker: string
  readonly sender: number
  readonly sequence: number
  readonly owed: number
  readonly delivered: number
}

/** Counts that grow from message to message. */
export interface Settled {
  owed: number
  delivered: number
  lost: number
  skipped: number
  edge: number
  unexpected: number
}
