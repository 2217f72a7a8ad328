import type { Dialect } from '../client/dialect.ts'
import { serverText } from '../client/server-text.ts'
import { PreflightError } from './finding.ts'
import type { Hearing } from './hearing.ts'
import type { PreflightUser } from './preflight-user.ts'
import { within } from './within.ts'

/** What joining takes besides the users. */
export interface JoinAllOptions {
  readonly dialect: Pick<Dialect, 'join' | 'refusal'>
  readonly room: string
  readonly hearing: Hearing
  /** The most that it may take, in milliseconds. */
  readonly limitMs: number
}

/** Has all users join one room and waits for what confirms it. Rejects with a `PreflightError`. */
export async function joinAll(users: readonly PreflightUser[], options: JoinAllOptions): Promise<void> {
  const { dialect, room, hearing, limitMs } = options
  const { join, refusal } = dialect
  if (join === undefined) return
  const asked = users.map((user) => ({ user, args: join.args(room, user.index) }))
  const notJoined = (code: string, seen: string): PreflightError => new PreflightError({ stage: 'join', code, seen })
  if (join.confirmedBy === 'ack') {
    await Promise.all(
      asked.map(async ({ user, args }) => {
        const answered = await within(user.ask(args), limitMs)
        if (answered === undefined) throw notJoined('no-ack', `"${args[0]}" was not acknowledged${complaintOf([user])}`)
        const refused = refusal(answered.answer)
        if (refused !== undefined)
          throw notJoined('refused', `the gateway refused "${args[0]}": ${serverText(refused)}`)
      }),
    )
    return
  }
  for (const { user, args } of asked) user.client.emit(...args)
  if (join.confirmedBy === 'probe') return
  const { event } = join.confirmedBy
  const confirmed = hearing.until(() => users.every(({ events }) => events.has(event)))
  if ((await within(confirmed, limitMs)) === true) return
  throw notJoined('no-event', `no "${event}" came after "${asked[0]?.args[0]}"${complaintOf(users)}`)
}

/** What the gateway has complained of by an event, to be put behind what is said. */
export function complaintOf(users: readonly PreflightUser[]): string {
  const complaint = users.find((user) => user.complaint !== undefined)?.complaint
  return complaint === undefined ? '' : `, but ${complaint}`
}
