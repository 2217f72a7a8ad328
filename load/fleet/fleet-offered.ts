import type { ByTransport, OfferedLoad } from '../offered-load.ts'
import type { RoomAccount } from './fleet-ledger.ts'
import type { Merged } from './merge.ts'

const transports = ['websocket', 'upgrade', 'polling'] as const

/**
 * What a merged fleet asked of the gateway, in the terms of a workload; rates are per second of the window. `undefined` where the
 * logs do not tell it: without the counters `connects.<transport>`, and `payload.bytes` where messages were sent.
 *
 * Users are those that were connected at the same time at most. Rooms of about the same size (the mean of who was owed
 * their messages) make one group; rooms that nothing was sent into are left out.
 */
export function offeredOf(merged: Merged, windowMs: number): OfferedLoad | undefined {
  const { counters, ledger, series } = merged
  const seconds = windowMs / 1000
  const connects = transports.map((transport) => counters[`connects.${transport}`] ?? 0)
  const all = connects.reduce((sum, n) => sum + n, 0)
  const payload = counters['payload.bytes']
  if (all === 0 || (ledger.sent > 0 && payload === undefined)) return undefined
  const dealt = (amount: number): ByTransport => {
    const [websocket = 0, upgrade = 0, polling = 0] = connects.map((n) => (amount * n) / all)
    return { websocket, upgrade, polling }
  }
  return {
    users: dealt(Math.max(0, ...(series['connected']?.values ?? []))),
    connects: dealt(all / seconds),
    messages: dealt(ledger.sent / seconds),
    deliveries: dealt((ledger.expected + ledger.skipped) / seconds),
    payloadBytes: ledger.sent === 0 ? 0 : Math.round((payload ?? 0) / ledger.sent),
    acknowledged: (counters['acks'] ?? 0) >= ledger.sent,
    rooms: groupsOf(ledger.rooms, seconds),
  }
}

function groupsOf(rooms: readonly RoomAccount[], seconds: number): OfferedLoad['rooms'] {
  const bySize = Map.groupBy(rooms, ({ owed, sent }) => Math.round(owed / sent))
  return [...bySize]
    .sort(([a], [b]) => a - b)
    .map(([members, same]) => ({
      rooms: same.length,
      members,
      messages: same.reduce((sum, { sent }) => sum + sent, 0) / seconds,
    }))
}
