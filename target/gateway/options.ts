import { z } from 'zod'

/** The Socket.IO adapters the gateway can run with. */
export const adapters = ['memory', 'redis', 'redis-sharded', 'redis-streams', 'ipc'] as const

/** How much the gateway logs, from nothing to everything. */
export const logLevels = ['silent', 'error', 'warn', 'log', 'debug', 'verbose'] as const

const transports = ['polling', 'websocket'] as const
const shortestSecretBytes = 32

interface OptionDefinition {
  readonly default: string | undefined
  readonly description: string
  /** Whether a problem must not show the value. */
  readonly secret?: boolean
  readonly schema: z.ZodType<unknown, string>
}

const definitions = {
  PORT: { default: '0', description: 'TCP port to listen on; 0 takes any free port.', schema: wholeNumber(0, 65_535) },
  HOST: {
    default: '127.0.0.1',
    description: 'Address to listen on; 0.0.0.0 is every IPv4 address.',
    schema: z.string(),
  },
  JWT_SECRET: {
    default: undefined,
    secret: true,
    description: `Secret that signs the users' tokens (HS256), at least ${shortestSecretBytes} bytes. Required.`,
    // RFC 7518 section 3.2: a key of the size of the hash output or larger must be used.
    schema: z.string().refine((secret) => Buffer.byteLength(secret) >= shortestSecretBytes, {
      error: `must have at least ${shortestSecretBytes} bytes, such as the output of "openssl rand -base64 32"`,
    }),
  },
  ADAPTER: {
    default: 'memory',
    description: `What carries broadcasts between instances: ${adapters.join(', ')}; ipc needs a Node cluster worker.`,
    schema: oneOf(adapters),
  },
  REDIS_URL: {
    default: 'redis://127.0.0.1:6379',
    secret: true,
    description: 'Redis of the three redis adapters, as redis://[[user]:password@]host[:port][/database].',
    schema: z.string().refine(isRedisUrl, { error: 'must be a URL that starts with redis:// or rediss://' }),
  },
  CLIENT_URL: {
    default: '',
    description:
      'Browser origins that may connect, separated by commas; a client that sends no Origin header may always.',
    schema: list(
      z.string().refine(isOrigin, {
        error: 'must be origins without a path, such as https://chat.example, separated by commas',
      }),
    ),
  },
  TRANSPORTS: {
    default: 'polling,websocket',
    description: 'Engine.IO transports that are offered: polling, websocket, or both separated by a comma.',
    schema: list(oneOf(transports)).refine((names) => names.length > 0, {
      error: `must name one of ${transports.join(', ')}`,
    }),
  },
  PING_INTERVAL: {
    default: '25000',
    description: 'Milliseconds between two pings of a connection.',
    schema: wholeNumber(1),
  },
  PING_TIMEOUT: {
    default: '20000',
    description: 'Milliseconds a pong may take before the connection is closed.',
    schema: wholeNumber(1),
  },
  MAX_HTTP_BUFFER_SIZE: {
    default: '131072',
    description: 'Largest packet accepted from a client, in bytes.',
    schema: wholeNumber(1),
  },
  CHAT_PRESENCE: {
    default: 'off',
    description: 'Whether rooms are told who comes and goes (userJoined, userLeft): on or off.',
    schema: oneOf(['on', 'off']).transform((word) => word === 'on'),
  },
  CHAT_BURN_MICROS: {
    default: '0',
    description: 'Microseconds of CPU to burn per message, to see whether a regression gate notices.',
    schema: wholeNumber(0, 10_000_000),
  },
  CHAT_SPARE_HANDLERS: {
    default: '0',
    description: 'Event handlers to add that do nothing, to see what each costs every connection.',
    schema: wholeNumber(0, 1000),
  },
  LOG_LEVEL: {
    default: 'warn',
    description: `Least important message to log: ${logLevels.join(', ')}.`,
    schema: oneOf(logLevels),
  },
} satisfies Record<string, OptionDefinition>

type Definitions = typeof definitions

/** The gateway's settings, checked and converted; named as the environment variables are. */
export type GatewayOptions = { readonly [Name in keyof Definitions]: z.output<Definitions[Name]['schema']> }

/** One environment variable of the gateway, for a help text. */
export interface GatewayOption {
  readonly name: string
  /** `undefined` where the variable must be set. */
  readonly default: string | undefined
  /** One sentence. */
  readonly description: string
}

/** Every environment variable the gateway reads, in the order a help text lists them. */
export const gatewayOptions: readonly GatewayOption[] = Object.entries(definitions).map(([name, definition]) => ({
  name,
  default: definition.default,
  description: definition.description,
}))

/** Either the options, or every problem with them: one line each. */
export type OptionsResult =
  { readonly ok: true; readonly options: GatewayOptions } | { readonly ok: false; readonly problems: readonly string[] }

/** Reads the options from an environment. A variable that is empty counts as not set. */
export function readOptions(environment: Readonly<Record<string, string | undefined>>): OptionsResult {
  const problems: string[] = []
  const options: Record<string, unknown> = {}
  for (const [name, definition] of Object.entries<OptionDefinition>(definitions)) {
    const text = environment[name] || definition.default
    if (text === undefined) {
      problems.push(`${name}: is not set; ${definition.description}`)
      continue
    }
    const result = definition.schema.safeParse(text)
    if (result.success) options[name] = result.data
    else
      problems.push(
        `${definition.secret ? name : `${name}="${text}"`}: ${result.error.issues[0]?.message ?? 'is not valid'}`,
      )
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, options: options as unknown as GatewayOptions }
}

function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: `must be a whole number ${range}` })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `must be a whole number ${range}` })
}

function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` })
}

function list<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item))
}

function isRedisUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'redis:' || url.protocol === 'rediss:') && url.hostname !== ''
}

function isOrigin(text: string): boolean {
  return URL.parse(text)?.origin === text
}
