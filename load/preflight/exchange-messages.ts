import { monotonicClock } from '../clock.ts'
import type { Dialect } from '../client/dialect.ts'
import { serverText } from '../client/server-text.ts'
import { stampLength, writeStamp } from '../stamp.ts'
import { PreflightError, type Finding } from './finding.ts'
import type { Hearing } from './hearing.ts'
import { complaintOf } from './join-all.ts'
import { judgeExchange } from './judge-exchange.ts'
import type { PreflightUser } from './preflight-user.ts'
import { within } from './within.ts'

/** What an exchange of messages takes besides the users. */
export interface ExchangeOptions {
  readonly dialect: Dialect
  readonly runId: string
  readonly room: string
  /** Length of each text, in bytes. */
  readonly payloadBytes: number
  readonly hearing: Hearing
  /** The most that hearing and answering may take, in milliseconds. */
  readonly limitMs: number
  /** How long second copies are waited for, in milliseconds. */
  readonly quietMs: number
}

/** A message that does not come to everybody is sent anew after so long: a way through an adapter opens when it wants. */
const repeatMs = 250

/**
 * The first user on each instance sends until one message has come to everybody and is answered; then second copies are
 * waited for. Rejects with a `PreflightError` that says what is wrong.
 */
export async function exchangeMessages(users: readonly PreflightUser[], options: ExchangeOptions): Promise<void> {
  const { dialect, hearing, limitMs, quietMs } = options
  const senders = users.filter((user) => users.find(({ url }) => url === user.url) === user)
  const answers = new Map<number, string | true>()
  const isDone = isComplete(users, senders, options, answers)
  const until = monotonicClock.now() + limitMs
  let messages = 0
  let failed: Error | undefined
  while (monotonicClock.now() < until) {
    // What comes soon after the joins may be about them: that somebody has come, or who is there.
    if (messages < 2) for (const user of users) user.stranger = undefined
    for (const sender of senders) {
      send(sender, messages, options, answers).catch((error: unknown) => {
        failed ??= error instanceof Error ? error : new Error(String(error))
      })
    }
    messages++
    const left = Math.min(repeatMs, until - monotonicClock.now())
    const sent = messages
    if (
      (await within(
        hearing.until(() => isDone(sent)),
        left,
      )) === true
    ) {
      await within(new Promise<never>(() => undefined), quietMs)
      break
    }
    if (failed !== undefined) throw failed
  }
  const finding = judgeExchange({
    traits: dialect.traits,
    urls: users.map(({ url }) => url),
    senders: senders.map(({ index }) => index),
    copies: (receiver, sender) => hearing.mostCopies(receiver, sender, messages),
    answer: (sender) => answers.get(sender),
    stranger: users.find(({ stranger }) => stranger !== undefined)?.stranger,
    event: dialect.send(options.room, '', 0)[0],
  })
  if (finding !== undefined) throw new PreflightError(withComplaint(finding, users))
}

/** Whether, of so many messages, one has come to everybody and every sender has been answered. */
function isComplete(
  users: readonly PreflightUser[],
  senders: readonly PreflightUser[],
  { dialect, hearing }: ExchangeOptions,
  answers: ReadonlyMap<number, unknown>,
): (messages: number) => boolean {
  const { relays, senderReceives, acknowledges } = dialect.traits
  const pairs = senders.flatMap((sender) =>
    users
      .filter((user) => senderReceives || user !== sender)
      .map((receiver) => [receiver.index, sender.index] as const),
  )
  const isHeard = (sequence: number): boolean =>
    pairs.every(([receiver, sender]) => hearing.copies(receiver, sender, sequence) > 0)
  return (messages) =>
    (!relays || Array.from({ length: messages }, (_, sequence) => sequence).some(isHeard)) &&
    (!acknowledges || senders.every(({ index }) => answers.has(index)))
}

async function send(
  user: PreflightUser,
  sequence: number,
  { dialect, runId, room, payloadBytes, hearing }: ExchangeOptions,
  answers: Map<number, string | true>,
): Promise<void> {
  const padding = '.'.repeat(Math.max(0, payloadBytes - stampLength))
  const text = writeStamp(runId, user.index, sequence, monotonicClock.now() * 1000) + padding
  const args = dialect.send(room, text, user.index)
  user.enter('send')
  if (!dialect.traits.acknowledges) return user.client.emit(...args)
  const answered = await user.ask(args)
  if (answered === undefined) return
  const refused = dialect.refusal(answered.answer)
  if (refused === undefined) answers.set(user.index, true)
  else if (!answers.has(user.index)) answers.set(user.index, serverText(refused))
  hearing.changed()
}

function withComplaint(finding: Finding, users: readonly PreflightUser[]): Finding {
  return finding.code === 'changed' ? finding : { ...finding, seen: finding.seen + complaintOf(users) }
}
