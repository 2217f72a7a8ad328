import { createClient } from '@redis/client'

import { TargetError } from './target-error.ts'
import type { RedisUsage } from './target.ts'

const answerTimeoutMs = 5_000

/** What one `INFO` of a Redis says: its version, and what it has used so far. */
export interface RedisInfo {
  readonly version: string
  readonly usage: RedisUsage
}

/**
 * Reads `INFO` over a connection that stays open between two readings, so that a reading adds one command to what it counts.
 * Works with Redis and with Valkey.
 */
export class RedisUsageReader {
  readonly #url: string
  #client: Client | undefined

  constructor(url: string) {
    this.#url = url
  }

  /** Rejects with a `TargetError` (`redis-unavailable`) when Redis does not answer within 5 seconds. */
  async read(): Promise<RedisInfo> {
    try {
      if (this.#client?.isOpen !== true) this.#client = await connect(this.#url)
      return parseRedisInfo(await this.#client.info())
    } catch (error) {
      this.close()
      const reason = (error instanceof Error ? error.message || error.name : String(error)).replace(/\.$/, '')
      throw new TargetError('redis-unavailable', `Redis at ${withoutPassword(this.#url)} does not answer: ${reason}.`, {
        cause: error,
      })
    }
  }

  /** Closes the connection. Safe to call twice; a later `read` opens another one. */
  close(): void {
    this.#client?.destroy()
    this.#client = undefined
  }
}

type Client = ReturnType<typeof createLoneClient>

/** A client that does not reconnect: a reading that fails is an answer. */
function createLoneClient(url: string) {
  return createClient({
    url,
    socket: { reconnectStrategy: false, connectTimeout: answerTimeoutMs },
    commandOptions: { timeout: answerTimeoutMs },
  })
}

async function connect(url: string): Promise<Client> {
  const client = createLoneClient(url)
  client.on('error', () => {
    // The command that runs into it rejects; between two commands nobody needs to know.
  })
  await client.connect()
  return client
}

/** Parses the answer to `INFO`; throws an `Error` when a field that is needed is missing. */
export function parseRedisInfo(text: string): RedisInfo {
  const fields = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1))
  }
  const version = fields.get('valkey_version') ?? fields.get('redis_version')
  if (version === undefined) throw new Error('INFO has no redis_version')
  return {
    version: fields.has('valkey_version') ? `Valkey ${version}` : version,
    usage: {
      cpuMs: (numberOf(fields, 'used_cpu_sys') + numberOf(fields, 'used_cpu_user')) * 1_000,
      usedMemoryBytes: numberOf(fields, 'used_memory'),
      commands: numberOf(fields, 'total_commands_processed'),
      bytesIn: numberOf(fields, 'total_net_input_bytes'),
      bytesOut: numberOf(fields, 'total_net_output_bytes'),
    },
  }
}

function numberOf(fields: ReadonlyMap<string, string>, name: string): number {
  const value = Number(fields.get(name) ?? Number.NaN)
  if (!Number.isFinite(value)) throw new Error(`INFO has no number ${name}`)
  return value
}

/** A Redis URL as it may be shown: the password replaced by `***`. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url)
    if (parsed.password !== '') parsed.password = '***'
    return parsed.href
  } catch {
    return 'an address that is no URL'
  }
}
