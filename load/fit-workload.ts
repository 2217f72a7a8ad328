import type { DialectTraits } from './client/dialect.ts'
import { usersIn } from './rooms.ts'
import type { Workload } from './workload.ts'

/**
 * The workload as a gateway of such a kind can bear it: where there are no rooms all users are in one, and where nothing is
 * acknowledged no acknowledgement is asked for.
 */
export function fitWorkload(workload: Workload, traits: DialectTraits): Workload {
  const rooms = traits.rooms ? workload.rooms : [{ rooms: 1, members: usersIn(workload.rooms), weight: 1 }]
  const messages = workload.messages && {
    ...workload.messages,
    acknowledged: workload.messages.acknowledged && traits.acknowledges,
  }
  return { ...workload, rooms, messages }
}
