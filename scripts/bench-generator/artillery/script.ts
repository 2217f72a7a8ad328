import { fileURLToPath } from 'node:url'
import type { Dialect } from '../../../load/client/dialect.ts'
import type { ArtilleryKind } from './measurement.ts'

const processor = fileURLToPath(import.meta.resolve('./processor.js'))
const room = 'generator'

/**
 * The least that a script can do with an engine, as plain data: a user connects over websocket with a token, joins a room,
 * waits until all users are there, and leaves. An idle one only waits.
 */
export function artilleryScript(kind: ArtilleryKind, dialect: Dialect): object {
  const { path, namespace } = dialect
  const engine = kind === 'idle' ? 'gatecrash' : kind
  const steps = [
    { connect: { auth: { token: '{{ token }}' } }, namespace },
    { emit: dialect.join?.args(room, 0), namespace, acknowledge: { match: { json: '$.room', value: room } } },
  ]
  const flow = [{ function: 'becomeUser' }, ...(kind === 'idle' ? [] : steps), { function: 'waitForAll' }]
  return {
    config: { target: 'http://127.0.0.1', processor, engines: { [engine]: { path, transports: ['websocket'] } } },
    scenarios: [{ engine, flow }],
  }
}
