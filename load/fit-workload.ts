import type { DialectTraits } from './client/dialect.ts'
import { usersIn } from './rooms.ts'
import type { MessagePlan, RoomGroup, Workload } from './workload.ts'

/** A receiver remembers the last message of each sender of its room: in one room of very many that must not be all of them. */
const mostSenders = 1000

/**
 * The workload as a gateway of such a kind can bear it: where there are no rooms all users are in one, with as many senders as
 * before but at most 1,000; where nothing is acknowledged no acknowledgement is asked for, and where users always ask for
 * one they do so whatever is measured.
 */
export function fitWorkload(workload: Workload, traits: DialectTraits): Workload {
  const { rooms, messages } = workload
  return {
    ...workload,
    rooms: traits.rooms ? rooms : [{ rooms: 1, members: usersIn(rooms), weight: 1 }],
    messages: messages && {
      ...messages,
      acknowledged: traits.asksAlways || (messages.acknowledged && traits.acknowledges),
      sendersPerRoom: traits.rooms ? messages.sendersPerRoom : Math.min(mostSenders, sendersIn(rooms, messages)),
    },
  }
}

function sendersIn(groups: readonly RoomGroup[], { sendersPerRoom }: MessagePlan): number {
  return groups.reduce((sum, { rooms, members }) => sum + rooms * Math.min(members, sendersPerRoom), 0)
}
