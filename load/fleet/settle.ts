import { ByteReader } from './byte-reader.ts'
import { clockShifts } from './fleet-clocks.ts'
import type { FleetLedger, LostMessage, RoomAccount, Settled } from './fleet-ledger.ts'
import { FleetMessages, type FleetMessage } from './fleet-messages.ts'
import { assignReceipts, type ReceiptCounts } from './fleet-receipts.ts'
import { MergeError } from './merge-error.ts'
import { Presence, type Doubt, type Stay } from './presence.ts'
import { recount } from './recount.ts'
import type { WorkerLog } from './worker-log.ts'

/** How many examples of lost messages are kept. */
const mostExamples = 5

/**
 * Settles the books of all workers: what was owed to whom, and whether it came. The result does not depend on how users are
 * divided over workers, or on the order of the logs.
 *
 * Throws a {@link MergeError} where a log contradicts itself, or a recount by another way differs.
 */
export function settle(logs: readonly WorkerLog[], doubt: Doubt): FleetLedger {
  const shifts = clockShifts(logs)
  const workers = new Set(logs.map(({ worker }) => worker))
  const messages = new FleetMessages()
  const counts: ReceiptCounts = { known: 0, unknown: 0, repeats: 0, unknownRepeats: 0, strangers: new Map() }
  const stays = new Map<string, Stay[]>()
  const firstMembers = firstMembersOf(logs)
  for (const [n, log] of logs.entries()) {
    contradictionsOf(log, () => {
      messages.add(log, shifts[n] ?? 0, firstMembers[n] ?? 0)
      addStays(stays, log, shifts[n] ?? 0, firstMembers[n] ?? 0)
    })
  }
  for (const [n, log] of logs.entries()) {
    contradictionsOf(log, () => assignReceipts(log, firstMembers[n] ?? 0, messages, workers, counts))
  }
  const totals = { owed: 0, delivered: 0, lost: 0, skipped: 0, edge: 0, unexpected: 0 }
  const examples: LostMessage[] = []
  const rooms: RoomAccount[] = []
  for (const [room, sent] of Map.groupBy(messages.all, (message) => message.room)) {
    const presence = new Presence(stays.get(room) ?? [], doubt)
    const owedBefore = totals.owed
    for (const message of sent.sort((a, b) => a.sent - b.sent)) {
      const lost = settleMessage(message, presence, totals)
      if (lost !== undefined && examples.length < mostExamples) examples.push(lost)
    }
    rooms.push({ room, sent: sent.length, owed: totals.owed - owedBefore })
  }
  recount(logs, messages.all, stays, doubt, counts, totals)
  return {
    sent: messages.all.length,
    expected: totals.owed - totals.skipped,
    delivered: totals.delivered,
    lost: totals.lost,
    skipped: totals.skipped,
    edge: totals.edge,
    duplicated: counts.repeats,
    reordered: logs.reduce((sum, log) => sum + log.totals.reordered, 0),
    unexpected: totals.unexpected + counts.unknown + counts.unknownRepeats,
    strangers: Object.fromEntries([...counts.strangers].sort(([a], [b]) => (a < b ? -1 : 1))),
    rooms: rooms.sort((a, b) => (a.room < b.room ? -1 : 1)),
    examples,
  }
}

function settleMessage(message: FleetMessage, presence: Presence, totals: Settled): LostMessage | undefined {
  const { sent, excludes, volatile, receipts, room, worker, sender, sequence } = message
  presence.advance(sent)
  const owed = presence.certain - (presence.standing(excludes) === 'certain' ? 1 : 0)
  let delivered = 0
  for (const { bytes, at, members, firstMember } of receipts) {
    const reader = new ByteReader(bytes, at)
    for (let n = 0, member = firstMember; n < members; n++) {
      member += reader.read()
      const standing = member === excludes ? 'absent' : presence.standing(member)
      if (standing === 'certain') delivered++
      else totals[standing === 'edge' ? 'edge' : 'unexpected']++
    }
  }
  totals.owed += owed
  totals.delivered += delivered
  totals[volatile ? 'skipped' : 'lost'] += owed - delivered
  return volatile || owed === delivered ? undefined : { room, worker, sender, sequence, owed, delivered }
}

function firstMembersOf(logs: readonly WorkerLog[]): number[] {
  let members = 0
  return logs.map((log) => {
    const first = members
    members += log.members
    return first
  })
}

function addStays(stays: Map<string, Stay[]>, log: WorkerLog, shift: number, firstMember: number): void {
  for (const [member, room, from, to] of log.memberships) {
    const name = log.rooms[room] ?? ''
    if (member >= log.members) throw new RangeError(`member ${member} was in a room, and there are ${log.members}`)
    const inRoom = stays.get(name) ?? []
    stays.set(name, inRoom)
    const end = to === null ? log.endedMicros : log.startedMicros + to
    inRoom.push({ member: firstMember + member, from: log.startedMicros + from + shift, to: end + shift })
  }
}

function contradictionsOf(log: WorkerLog, read: () => void): void {
  try {
    read()
  } catch (error) {
    throw new MergeError([
      `worker ${log.worker}: ${error instanceof Error ? error.message : String(error)}: copy its log again`,
    ])
  }
}
