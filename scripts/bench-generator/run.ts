import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { resolveJwtSecret } from '../../target/jwt-secret.ts'
import { Placement, readMachine } from '../../target/placement.ts'
import { singleTarget } from '../../target/single.ts'
import { buildEngine } from '../build-engine.ts'
import { measureArtillery } from './artillery/measure.ts'
import {
  artilleryKinds,
  type ArtilleryKind,
  type ArtilleryMeasurement,
  type ArtilleryMeasurements,
} from './artillery/measurement.ts'
import { clientNames, type ClientName } from './client-name.ts'
import { warmUpUsers } from './measure.ts'
import type { GeneratorMeasurement } from './measurement.ts'
import type { WorkerTask } from './worker.ts'

const entry = fileURLToPath(import.meta.resolve('./worker.ts'))
/** Files that a gateway and a client process have open besides their connections. */
const otherFiles = 200

/** What the comparison is run with. */
export interface ComparisonOptions {
  readonly users: number
  readonly repetitions: number
  /** Whether Artillery is measured as well. */
  readonly artillery: boolean
}

/** All measurements of each kind of client, in the order they were taken. */
export type Measurements = Readonly<Record<ClientName, readonly GeneratorMeasurement[]>>

/** What was measured; `artillery` only where that was asked for. */
export interface Comparison {
  readonly clients: Measurements
  readonly artillery: ArtilleryMeasurements | undefined
}

/**
 * Measures every kind of client, and of Artillery, in fresh processes against one gateway process, taking turns, so that whatever changes
 * on the machine meanwhile falls on all of them. Rejects with the signal's reason when it is aborted.
 */
export async function compareGenerators(
  { users, repetitions, artillery: withArtillery }: ComparisonOptions,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<Comparison> {
  const secret = resolveJwtSecret(process.env)
  const placement = new Placement({ ...(await readMachine()), instances: 1, redis: false })
  for (const { message } of placement.warnings) onProgress(message)
  const env = { JWT_SECRET: secret }
  if (withArtillery) await buildEngine()
  const target = await singleTarget({ env, placement, delayResolutionMs: 0 }).start()
  const clients: Record<ClientName, GeneratorMeasurement[]> = { lean: [], ws: [], 'socket.io-client': [] }
  const artillery: Record<ArtilleryKind, ArtilleryMeasurement[]> = { idle: [], gatecrash: [], 'socketio-v3': [] }
  try {
    await target.allowOpenFiles(users + warmUpUsers + otherFiles)
    const [url = ''] = target.urls
    for (let repetition = 0; repetition < repetitions; repetition++) {
      for (const name of inTurn(clientNames, repetition)) {
        onProgress(`${repetition + 1} of ${repetitions}: ${name}`)
        clients[name].push(await measureInChild({ name, url, secret, users }, placement.generatorLauncher, signal))
      }
      for (const kind of withArtillery ? inTurn(artilleryKinds, repetition) : []) {
        onProgress(`${repetition + 1} of ${repetitions}: Artillery, ${kind}`)
        const task = { kind, url, secret, users, launcher: placement.generatorLauncher }
        artillery[kind].push(await measureArtillery(task, signal))
      }
    }
  } finally {
    await target.stop()
  }
  return { clients, artillery: withArtillery ? artillery : undefined }
}

/** Every other repetition goes the other way round. */
function inTurn<Kind>(kinds: readonly Kind[], repetition: number): readonly Kind[] {
  return repetition % 2 === 0 ? kinds : kinds.toReversed()
}

async function measureInChild(
  task: WorkerTask,
  launcher: readonly string[],
  signal: AbortSignal,
): Promise<GeneratorMeasurement> {
  signal.throwIfAborted()
  const [command = process.execPath, ...args] = [...launcher, process.execPath, entry, JSON.stringify(task)]
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const stop = (): void => void child.kill('SIGKILL')
  signal.addEventListener('abort', stop)
  let measurement: GeneratorMeasurement | undefined
  child.on('message', (message) => (measurement = message as GeneratorMeasurement))
  try {
    const [exitCode] = (await once(child, 'exit')) as [number | null]
    signal.throwIfAborted()
    if (measurement === undefined)
      throw new Error(`the ${task.name} process ended with ${exitCode ?? 'a signal'} and no figures`)
    return measurement
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
