import type { ConnectionOptions } from '../../client/user-connection.ts'
import type { ArtilleryConfig, ArtilleryHelpers, ScenarioSpec, UserContext } from './artillery.ts'
import { transportOf } from './options-check.ts'
import { callProcessor, processorFunction } from './processor.ts'
import { compileTemplate, type Template } from './template.ts'

type Options = Readonly<Record<string, unknown>>

/** How the users of one scenario connect and talk, from the engine's options and the scenario's own. */
export interface ScenarioSettings {
  /** What a connection always has; `path`, `headers` and `query` depend on the user. */
  readonly connection: Omit<ConnectionOptions, 'path' | 'headers' | 'query'>
  readonly path: Template
  readonly headers: Template
  readonly query: Template
  /** Gives what is sent with the CONNECT of a namespace; asked anew for every connect. */
  readonly auth: ((context: UserContext) => unknown) | undefined
  /** The most that an acknowledgement or a response may take, in milliseconds. */
  readonly timeoutMs: number
  /** The namespace of a step that names none, before {@link namespaceName}. */
  readonly namespace: string
  /** What stands in the target's path: in Socket.IO a namespace. */
  readonly targetNamespace: string
  readonly join: Template
  readonly leave: Template
  readonly send: Template
}

const defaults = {
  path: '/socket.io/',
  transports: ['polling', 'websocket'],
  namespace: '',
  join: ['joinRoom', { room: '{{ room }}' }],
  leave: ['leaveRoom', { room: '{{ room }}' }],
  send: ['message', { room: '{{ room }}', text: '{{ text }}' }],
}
const defaultTimeoutSeconds = 10

/** The options of the script, the later ones first in rank: the engine's, then the scenario's. */
export function optionsOf(config: ArtilleryConfig, scenario: ScenarioSpec): Options {
  const inOrder = [config.socketio, config.engines?.['gatecrash'], scenario['socketio'], scenario['gatecrash']]
  return Object.assign({}, ...(inOrder as Options[])) as Options
}

/** Makes settings of a config, a scenario and the options of one `connect`, all of which have been checked. */
export function settingsOf(
  config: ArtilleryConfig,
  given: Options,
  helpers: Pick<ArtilleryHelpers, 'template'>,
): ScenarioSettings {
  const options: Options = { ...defaults, ...given }
  const target = new URL(config.target ?? '')
  const template = (value: unknown): Template => compileTemplate(value, helpers)
  return {
    connection: {
      url: target.origin,
      transport: transportOf(options['transports']) ?? 'upgrade',
      tls: tlsOf(config.tls, options),
      connectTimeoutMs: options['timeout'] as number | undefined,
      reconnection: options['reconnection'] === false ? false : reconnectionOf(options),
    },
    path: template(options['path']),
    headers: template(options['extraHeaders'] ?? {}),
    query: template(options['query'] ?? {}),
    auth: authOf(options['auth'], config, template),
    timeoutMs: (Number(config.timeout) || defaultTimeoutSeconds) * 1000,
    namespace: String(options['namespace']),
    targetNamespace: target.pathname.replace(/\/$/, ''),
    join: template(options['join']),
    leave: template(options['leave']),
    send: template(options['send']),
  }
}

/** The whole name of a namespace as a step writes it: behind the target's own, `/` where both are empty. */
export function namespaceName({ targetNamespace }: ScenarioSettings, written: string): string {
  const name = `${targetNamespace}${written === '/' ? '' : written}`
  return name.startsWith('/') ? name : `/${name}`
}

/** Auth is an object to be filled in, or the name of a function of the processor that gives one. */
function authOf(
  auth: unknown,
  config: ArtilleryConfig,
  template: (value: unknown) => Template,
): ScenarioSettings['auth'] {
  if (auth === undefined || auth === null) return undefined
  if (typeof auth !== 'string') return template(auth)
  const ask = processorFunction(config, auth)
  return (context) => callProcessor(ask, context)
}

function reconnectionOf(options: Options): ConnectionOptions['reconnection'] {
  return {
    reconnectionDelay: options['reconnectionDelay'] as number | undefined,
    reconnectionDelayMax: options['reconnectionDelayMax'] as number | undefined,
    randomizationFactor: options['randomizationFactor'] as number | undefined,
    reconnectionAttempts: options['reconnectionAttempts'] as number | undefined,
  }
}

function tlsOf(tls: unknown, options: Options): ConnectionOptions['tls'] {
  const { ca, rejectUnauthorized } = { ...options, ...(tls as Options) } as {
    ca?: string
    rejectUnauthorized?: boolean
  }
  return { ca, rejectUnauthorized }
}
