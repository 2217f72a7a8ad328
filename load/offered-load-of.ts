import { transports } from './client/chat-client.ts'
import type { Layout } from './layout.ts'
import type { ByTransport, OfferedLoad } from './offered-load.ts'
import { everyMember, type RelayTraits } from './owed.ts'
import { layoutOf } from './plan-layout.ts'
import { durationOf, meanDue } from './schedule.ts'
import type { MessagePlan, Workload } from './workload.ts'

/** Messages in a window, as fractions where their schedule is random: what is due on average. */
interface WindowMessages {
  readonly bySender: ByTransport
  /** By room of the layout, and by group of the workload. */
  readonly byRoom: Float64Array
  readonly byGroup: Float64Array
}

/**
 * What a workload asks for while it is measured: its messages if it has any, else its arrivals. What comes before the
 * window is left out, so users who have arrived by then count as connected.
 *
 * Messages and deliveries are counted one by one as the layout deals them, so that a window too short for every room or
 * sender to have a turn is described as it is; a random schedule counts by its mean. Who is
 * owed a message the traits say: without them everyone in the room, its sender too.
 */
export function offeredLoadOf(workload: Workload, traits: RelayTraits = everyMember): OfferedLoad {
  const layout = layoutOf(workload, { instances: 1, workers: 1 })
  return workload.messages === undefined
    ? arrivalsOf(workload, layout)
    : messagesOf(workload, workload.messages, layout, traits)
}

function arrivalsOf({ connects, rooms }: Workload, layout: Layout): OfferedLoad {
  const { arrivals, warmUpUsers } = connects
  const before = arrivals.model === 'open' ? warmUpUsers : layout.users
  const seconds = arrivals.model === 'open' ? durationOf(arrivals.schedule) / 1000 : Infinity
  return {
    users: countUsers(layout, 0, before),
    connects: perSecond(countUsers(layout, before, layout.users), seconds),
    messages: none,
    deliveries: none,
    payloadBytes: 0,
    acknowledged: false,
    rooms: rooms.map((group) => ({ rooms: group.rooms, members: group.members, messages: 0 })),
  }
}

function messagesOf({ rooms }: Workload, plan: MessagePlan, layout: Layout, traits: RelayTraits): OfferedLoad {
  const seconds = (durationOf(plan.schedule) - plan.warmUpMs) / 1000
  const inWindow = meanDue(plan.schedule, plan.warmUpMs)
  const sent = countMessages(layout, rooms.length, meanDue(plan.schedule) - inWindow, inWindow)
  return {
    users: countUsers(layout, 0, layout.users),
    connects: none,
    messages: perSecond(sent.bySender, seconds),
    deliveries: perSecond(countDeliveries(layout, sent, traits), seconds),
    payloadBytes: plan.payloadBytes,
    acknowledged: plan.acknowledged,
    rooms: rooms.map((group, n) => ({
      rooms: group.rooms,
      members: group.members,
      messages: (sent.byGroup[n] ?? 0) / seconds,
    })),
  }
}

const none: ByTransport = { websocket: 0, upgrade: 0, polling: 0 }

function countUsers(layout: Layout, from: number, to: number): ByTransport {
  const counts = { ...none }
  for (let user = from; user < to; user++) counts[layout.transportOf(user)]++
  return counts
}

/** Deals so many messages after so many earlier ones; the last counts for the fraction that is left. */
function countMessages(layout: Layout, groups: number, before: number, messages: number): WindowMessages {
  const bySender = { ...none }
  const byRoom = new Float64Array(layout.rooms)
  const byGroup = new Float64Array(groups)
  const first = Math.round(before)
  for (let n = 0; n < messages; n++) {
    const sender = layout.senderOf(first + n)
    const room = layout.roomOf(sender)
    const group = layout.groupOf(room)
    const whole = Math.min(1, messages - n)
    bySender[layout.transportOf(sender)] += whole
    byRoom[room] = (byRoom[room] ?? 0) + whole
    byGroup[group] = (byGroup[group] ?? 0) + whole
  }
  return { bySender, byRoom, byGroup }
}

function countDeliveries(layout: Layout, sent: WindowMessages, { relays, senderReceives }: RelayTraits): ByTransport {
  if (!relays) return none
  const counts = { ...none }
  for (let user = 0; user < layout.users; user++) {
    counts[layout.transportOf(user)] += sent.byRoom[layout.roomOf(user)] ?? 0
  }
  if (!senderReceives) for (const transport of transports) counts[transport] -= sent.bySender[transport]
  return counts
}

function perSecond({ websocket, upgrade, polling }: ByTransport, seconds: number): ByTransport {
  return { websocket: websocket / seconds, upgrade: upgrade / seconds, polling: polling / seconds }
}
