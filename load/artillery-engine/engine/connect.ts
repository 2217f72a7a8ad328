import { monotonicClock } from '../../clock.ts'
import type { Auth, UserConnection } from '../../client/user-connection.ts'
import type { UserContext } from './artillery.ts'
import { Channel } from './channel.ts'
import type { EngineWorker } from './engine-worker.ts'
import type { ScenarioSettings } from './scenario-settings.ts'
import { StepError, stepErrorOf } from './step-error.ts'

type Fields = Readonly<Record<string, unknown>>

/** Whose connections are made: a virtual user. */
export interface Connector {
  readonly context: UserContext
  readonly worker: EngineWorker
  readonly isEnded: boolean
}

/** A connection and the namespaces that it carries. */
export interface Carrier {
  readonly connection: UserConnection
  readonly channels: Channel[]
}

/** Makes a connection for a user; it connects when its first namespace is opened. */
export function newCarrier({ context, worker }: Connector, settings: ScenarioSettings): Carrier {
  const channels: Channel[] = []
  const connection = worker.connections.connection({
    ...settings.connection,
    path: pathOf(settings.path(context)),
    headers: textsOf({ ...(settings.headers(context) as Fields), ...context.extraHeaders }),
    query: textsOf(settings.query(context) as Fields),
  })
  connection.onReconnect(() => worker.tally.count('reconnects'))
  connection.onClose(({ code }) => {
    for (const channel of channels) channel.lost(code)
  })
  return { connection, channels }
}

/**
 * Opens a namespace, counts and times it. The connection itself comes about with its first one. Rejects
 * with a {@link StepError} of the operation `connect`.
 */
export async function openChannel(
  user: Connector,
  { connection, channels }: Carrier,
  namespace: string,
  settings: ScenarioSettings,
): Promise<Channel> {
  const { tally } = user.worker
  const isFirst = channels.length === 0
  const startedAt = monotonicClock.now()
  let channel: Channel | undefined
  try {
    await connection.open(namespace, authOf(user, settings), (socket) => {
      channel = new Channel(socket, user.worker, settings.connection.reconnection !== false)
      channels.push(channel)
    })
    if (channel === undefined) throw new StepError('connect', 'protocol', 'the namespace was opened without a socket')
  } catch (error) {
    if (channel !== undefined) user.worker.closed(channel)
    throw stepErrorOf('connect', error)
  }
  tally.count('connects')
  tally.book.count(`connects.${settings.connection.transport}`)
  tally.record('connect', monotonicClock.now() - startedAt)
  if (isFirst) recordStages(user, connection, settings)
  return channel
}

function recordStages(user: Connector, connection: UserConnection, settings: ScenarioSettings): void {
  const { tally } = user.worker
  const { tcp, handshake, namespace } = connection.timings
  if (tcp !== undefined) tally.record('connect.tcp', tcp)
  if (handshake !== undefined) tally.record('connect.handshake', handshake)
  if (namespace !== undefined) tally.record('connect.namespace', namespace)
  if (settings.connection.transport !== 'upgrade') return
  connection.settled().then(
    () => {
      if (connection.timings.upgrade !== undefined) tally.record('upgrade', connection.timings.upgrade)
    },
    (error: unknown) => {
      // A user who ends before the switch has not failed at it.
      if (!user.isEnded) user.worker.failed(stepErrorOf('upgrade', error))
    },
  )
}

function authOf(user: Connector, { auth }: ScenarioSettings): Auth | undefined {
  if (auth === undefined) return undefined
  return () => {
    const given = auth(user.context)
    return given instanceof Promise ? given.then(fieldsOf) : fieldsOf(given)
  }
}

function fieldsOf(auth: unknown): Record<string, unknown> {
  if (typeof auth === 'object' && auth !== null) return auth as Record<string, unknown>
  throw new StepError('connect', 'auth', `what a user sends as auth must be an object; got ${String(auth)}`)
}

function pathOf(path: unknown): string {
  const text = String(path)
  return `${text.startsWith('/') ? '' : '/'}${text}${text.endsWith('/') ? '' : '/'}`
}

function textsOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
}
