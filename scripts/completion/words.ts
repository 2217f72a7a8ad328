import { transports } from '../../load/client/chat-client.ts'
import { shippedDialectNames } from '../../load/client/dialects/index.ts'
import { packetParsers } from '../../load/client/packet-parser.ts'
import { scenarios } from '../../scenarios/index.ts'
import { adapters } from '../../target/adapter.ts'

const scenarioNames: readonly string[] = scenarios.map(({ name }) => name)

/** Words that may follow a command whose arguments are not a plain choice; studies stand where scenarios do. */
export const argumentWords: Readonly<Record<string, readonly string[]>> = {
  bench: [...scenarioNames, 'calibrate', 'scale'],
  ab: scenarioNames,
}

/** Values of flags that are not a plain choice: several of them may be given with commas, or others besides them. */
export const flagWords: Readonly<Record<string, readonly string[]>> = {
  '--adapter': adapters,
  '--dialect': shippedDialectNames,
  '--joined': ['ack', 'probe'],
  '--parser': packetParsers,
  '--target': ['single', 'cluster'],
  '--transport': transports,
}
