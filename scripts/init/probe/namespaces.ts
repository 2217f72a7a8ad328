import { randomBytes } from 'node:crypto'

import { LeanClientFactory } from '../../../load/client/lean/lean-client-factory.ts'
import { packetParsers, type PacketParser } from '../../../load/client/packet-parser.ts'
import { StampReader } from '../../../load/stamp.ts'
import type { Engine } from './engine-at.ts'
import type { Approach } from './http-question.ts'
import { namespaceAt, type NamespaceAnswer } from './namespace-at.ts'

const commonNamespaces: readonly string[] = ['/chat', '/ws', '/messages', '/events']

/** The namespaces of a gateway. */
export interface Namespaces {
  /** `undefined` where no parser got an answer. */
  readonly parser: PacketParser | undefined
  /** `/`, those given and the common ones, without those that are absent. */
  readonly found: readonly NamespaceAnswer[]
  /** Whether it also takes a namespace of a random name, so that names prove nothing. */
  readonly takesAny: boolean
  /** The words with which it refuses a namespace of a random name, where they are not Socket.IO's; `found` is without such. */
  readonly refusesUnknown: string | undefined
}

/** Finds out which parser a gateway has and which of some namespaces there are. */
export async function findNamespaces(
  approach: Approach,
  engine: Engine,
  given: readonly string[],
): Promise<Namespaces> {
  const factory = new LeanClientFactory(new StampReader('000000'))
  const transport = engine.noWebSocket === undefined ? 'websocket' : 'polling'
  const ask = (name: string, parser: PacketParser): Promise<NamespaceAnswer> =>
    namespaceAt(factory, approach, { path: engine.path, transport, parser }, name)
  try {
    return await namespacesBy(ask, given)
  } finally {
    await factory.close()
  }
}

async function namespacesBy(
  ask: (name: string, parser: PacketParser) => Promise<NamespaceAnswer>,
  given: readonly string[],
): Promise<Namespaces> {
  for (const parser of packetParsers) {
    const root = await ask('/', parser)
    // A server with another parser cannot read our CONNECT: it hangs up, or waits for one that it can read.
    if (root.outcome === 'unclear') continue
    const names = [...new Set([...given, ...commonNamespaces])].filter((name) => name !== '/')
    const random = `/${randomBytes(6).toString('hex')}`
    const [unknown, ...others] = await Promise.all([random, ...names].map((name) => ask(name, parser)))
    // A gateway of another kind refuses what is not there in its own words (python-socketio: "Unable to connect").
    const refusesUnknown = unknown?.outcome === 'refused' ? unknown.said : undefined
    const isThere = ({ outcome, said }: NamespaceAnswer): boolean =>
      outcome !== 'absent' && !(outcome === 'refused' && said === refusesUnknown)
    const takesAny = unknown?.outcome === 'open' || unknown?.outcome === 'disconnected'
    return { parser, takesAny, refusesUnknown, found: [root, ...others.filter(isThere)] }
  }
  return { parser: undefined, takesAny: false, refusesUnknown: undefined, found: [] }
}
