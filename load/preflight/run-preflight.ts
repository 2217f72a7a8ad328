import { monotonicClock } from '../clock.ts'
import type { TlsTrust, Transport } from '../client/chat-client.ts'
import type { ClientKind } from '../client/client-kind.ts'
import type { Credentials } from '../client/credentials.ts'
import type { Dialect } from '../client/dialect.ts'
import { createClientFactory } from '../client/factory.ts'
import { StampReader } from '../stamp.ts'
import { exchangeMessages } from './exchange-messages.ts'
import { PreflightError } from './finding.ts'
import { Hearing } from './hearing.ts'
import { joinAll } from './join-all.ts'
import { PreflightUser } from './preflight-user.ts'
import { within } from './within.ts'

/** Everything a preflight needs. */
export interface PreflightOptions {
  /** Base URL of each instance. */
  readonly urls: readonly string[]
  /** Each is used by one user at least. */
  readonly transports: readonly Transport[]
  readonly dialect: Dialect
  readonly client: ClientKind
  readonly tls: TlsTrust | undefined
  readonly localAddress: string | undefined
  /** Of the preflight alone: what it sends must be nothing to the trial. */
  readonly runId: string
  /** Length of a message, in bytes; `undefined`: no message is sent. */
  readonly payloadBytes: number | undefined
  /** Ends it early. */
  readonly signal: AbortSignal
}

/** The most that a preflight and its stages may take, in milliseconds. */
const limits = { all: 8000, login: 3000, connect: 3000, join: 2000, hear: 2000, close: 1000 } as const
/** Second copies of a message, and a gateway that disconnects late whom it does not like, are waited for so long, in milliseconds. */
const quietMs = 250
const mostUsers = 8

/**
 * Has a few users go through everything that a trial does: log in, connect, join a room, and send a message that each of them
 * must receive once. Leaves nothing connected. Rejects with a `PreflightError` as soon as something is wrong, after 8 s at
 * the latest.
 */
export async function runPreflight(options: PreflightOptions): Promise<void> {
  const { dialect, client, runId, signal } = options
  const stamps = new StampReader(runId)
  const factory = createClientFactory(client, stamps)
  const hearing = new Hearing()
  const endsAt = monotonicClock.now() + limits.all
  const limit = (ms: number): number => Math.max(0, Math.min(ms, endsAt - monotonicClock.now()))
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => reject(new Error('the preflight was interrupted'))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
  aborted.catch(() => undefined)
  const users: PreflightUser[] = []
  try {
    const credentials = await Promise.race([logIn(options, limit(limits.login)), aborted])
    for (const [index, own] of credentials.entries()) {
      const [url, transport] = placeOf(index, options)
      const { path, namespace, parser } = dialect
      const { tls, localAddress } = options
      const timeouts = { connectTimeoutMs: limit(limits.connect), ackTimeoutMs: limits.join }
      const connection = { url, path, namespace, transport, parser, tls, localAddress, ...own, ...timeouts }
      const marker = `gc${runId}-`
      users.push(new PreflightUser({ index, factory, kind: client, connection, hearing, stamps, marker }))
    }
    const lost = users.map((user) => user.lost)
    await Promise.race([goThrough(users, hearing, options, limit), aborted, ...lost])
  } finally {
    for (const user of users) user.client.close()
    await within(factory.close(), limits.close)
  }
}

async function goThrough(
  users: readonly PreflightUser[],
  hearing: Hearing,
  { dialect, runId, payloadBytes }: PreflightOptions,
  limit: (ms: number) => number,
): Promise<void> {
  const room = `${runId}-0`
  await Promise.all(users.map((user) => user.connect()))
  for (const user of users) user.enter(dialect.join === undefined ? 'namespace' : 'join')
  await joinAll(users, { dialect, room, hearing, limitMs: limit(limits.join) })
  if (payloadBytes === undefined) {
    await within(new Promise<never>(() => undefined), quietMs)
    return
  }
  await exchangeMessages(users, { dialect, runId, room, payloadBytes, hearing, limitMs: limit(limits.hear), quietMs })
}

/** One user on each instance, and a second one on the first, who is told from the others by where it is. */
function placeOf(index: number, { urls, transports }: PreflightOptions): [url: string, transport: Transport] {
  return [urls[index % urls.length] ?? '', transports[index % transports.length] ?? 'websocket']
}

async function logIn(options: PreflightOptions, limitMs: number): Promise<readonly Credentials[]> {
  const { dialect, urls, transports } = options
  const count = Math.min(mostUsers, Math.max(urls.length + 1, transports.length))
  const refused = (code: string, seen: string): PreflightError => new PreflightError({ stage: 'login', code, seen })
  const all = Promise.all(Array.from({ length: count }, (_, index) => dialect.credentials(index))).catch(
    (error: unknown) => {
      throw refused('login', error instanceof Error ? error.message : String(error))
    },
  )
  const credentials = await within(all, limitMs)
  if (credentials === undefined) throw refused('timeout', `no user was logged in within ${limitMs.toFixed(0)} ms`)
  return credentials
}
