import type { ByTransport, OfferedLoad } from '../../load/offered-load.ts'

/** A figure for the transports that are given, nothing for the others. */
export function byTransport(figures: Partial<ByTransport> = {}): ByTransport {
  return { websocket: 0, upgrade: 0, polling: 0, ...figures }
}

/** Rooms of one size by one transport: what a fan-out asks for; `fields` replace what is given here. */
export function fanOutLoad(
  { rooms = 1, members = 100, rate = 50, payloadBytes = 128 } = {},
  fields: Partial<OfferedLoad> = {},
): OfferedLoad {
  return {
    users: byTransport({ websocket: rooms * members }),
    connects: byTransport(),
    messages: byTransport({ websocket: rate }),
    deliveries: byTransport({ websocket: rate * members }),
    payloadBytes,
    acknowledged: false,
    rooms: [{ rooms, members, messages: rate }],
    ...fields,
  }
}
