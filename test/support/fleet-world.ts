import { Book } from '../../load/fleet/book.ts'
import { FleetClock } from '../../load/fleet/fleet-clock.ts'
import type { WorkerLog } from '../../load/fleet/worker-log.ts'
import { runIdOf, StampReader } from '../../load/stamp.ts'

/** What happens in a world, at whole milliseconds; users, rooms and senders are numbers. */
export type Happening =
  | { readonly kind: 'join' | 'leave'; readonly at: number; readonly user: number; readonly room: number }
  | {
      readonly kind: 'send'
      readonly at: number
      readonly user: number
      readonly room: number
      readonly excluding?: boolean
      readonly volatile?: boolean
      /** Who receives it, how many times. */
      readonly received: ReadonlyMap<number, number>
    }

/** The moment at which every world ends, in milliseconds. */
export const worldEnd = 60_000

/** The logs of a world whose users are divided over workers: `workerOf` says which worker a user belongs to. */
export function logsOf(
  happenings: readonly Happening[],
  users: number,
  workerOf: (user: number) => number,
): WorkerLog[] {
  const clock = { ms: 0 }
  const fleetClock = new FleetClock({ now: () => clock.ms }, Date.UTC(2026, 10, 20))
  const books = new Map<number, { book: Book; members: Map<number, number>; senders: Map<string, number> }>()
  const of = (user: number): { book: Book; member: number; senders: Map<string, number> } => {
    const number = workerOf(user)
    const options = { worker: runIdOf(1000 + number), engine: 'gatecrash', script: 'chat.yml', run: 'r', target: 't' }
    const own = books.get(number) ?? {
      book: new Book({ ...options, clock: fleetClock }),
      members: new Map<number, number>(),
      senders: new Map<string, number>(),
    }
    books.set(number, own)
    const member = own.members.get(user) ?? own.book.member()
    own.members.set(user, member)
    return { book: own.book, member, senders: own.senders }
  }
  for (let user = 0; user < users; user++) of(user)
  for (const happening of happenings) {
    clock.ms = happening.at
    const { book, member, senders } = of(happening.user)
    const room = `room ${happening.room}`
    if (happening.kind === 'send') {
      const { excluding = false, volatile = false, received } = happening
      const key = `${happening.user}/${room}/${excluding}/${volatile}`
      const sender = senders.get(key) ?? book.sender(room, { ...(excluding ? { excludes: member } : {}), volatile })
      senders.set(key, sender)
      const reader = new StampReader(book.worker)
      reader.findInText(book.stamp(sender))
      for (const [user, times] of received) {
        const receiver = of(user)
        for (let n = 0; n < times; n++) {
          const worker = parseInt(book.worker, 36)
          receiver.book.delivered(receiver.member, worker, sender, reader.sequence, reader.dueMicros, clock.ms + 1)
        }
      }
    } else if (happening.kind === 'join') book.joined(member, room)
    else book.left(member, room)
  }
  clock.ms = worldEnd
  return [...books.values()].map(({ book }) => book.log(true))
}
