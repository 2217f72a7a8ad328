import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileDialect } from '../../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../../load/client/dialects/reference.ts'
import { TargetError } from '../../../target/target-error.ts'
import { ArtilleryProcess } from '../../bench/journey/artillery-process.ts'
import {
  perUser,
  type ArtilleryKind,
  type ArtilleryMarks,
  type ArtilleryMeasurement,
  type ArtilleryRun,
} from './measurement.ts'
import { artilleryScript } from './script.ts'

const mostPerSecond = 200
/** A run of few users has so many of them; it lasts as long as the large one, so that time itself costs the same. */
const smallShare = 0.2
/** Artillery starts slowly on a busy machine, and looks only every other second whether it is done. */
const slackSeconds = 120
const preload = import.meta.resolve('./cpu-at-exit.js')

/** Where and with what Artillery is run. */
export interface ArtilleryTask {
  readonly kind: ArtilleryKind
  readonly url: string
  readonly secret: string
  readonly users: number
  /** Put before the command, to place it on CPUs. */
  readonly launcher: readonly string[]
}

/**
 * Runs Artillery of one kind twice, with few users and with all of them. Rejects with the signal's reason when it is
 * aborted, and with a `TargetError` where users did not get through.
 */
export async function measureArtillery(task: ArtilleryTask, signal: AbortSignal): Promise<ArtilleryMeasurement> {
  const seconds = Math.max(2, Math.ceil(task.users / mostPerSecond))
  const rate = Math.round(task.users / seconds)
  const few = await runArtillery(task, { rate: Math.ceil(rate * smallShare), seconds }, signal)
  return perUser(few, await runArtillery(task, { rate, seconds }, signal))
}

interface Arrivals {
  readonly rate: number
  readonly seconds: number
}

async function runArtillery(
  task: ArtilleryTask,
  { rate, seconds }: Arrivals,
  signal: AbortSignal,
): Promise<ArtilleryRun> {
  signal.throwIfAborted()
  const { kind, url, secret, launcher } = task
  const users = rate * seconds
  // With a constant rate Artillery 2.0.34 spins between two users and takes a whole core, whatever they cost; a ramp sleeps.
  const phase = { name: 'arrivals', duration: seconds, arrivalRate: rate, rampTo: rate }
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-generator-'))
  const at = (name: string): string => join(folder, name)
  try {
    await writeFile(
      at('script.yml'),
      JSON.stringify(artilleryScript(kind, compileDialect(referenceDialect({ secret })))),
    )
    const artillery = await ArtilleryProcess.start({
      script: at('script.yml'),
      target: url,
      phases: [phase],
      variables: {},
      output: at('figures.json'),
      env: {
        // One worker thread: each would wait for its own users, and has memory of its own.
        WORKERS: '1',
        NODE_OPTIONS: `--import ${preload}`,
        JWT_SECRET: secret,
        GENERATOR_USERS: String(users),
        GENERATOR_CPU: at('cpu'),
        GENERATOR_MARKS: at('marks'),
      },
      launcher,
      folder,
      onLine: () => undefined,
    })
    await untilEnded(artillery, seconds, signal)
    const [cpuInAll, marks] = await Promise.all([readJson<number>(at('cpu')), readJson<ArtilleryMarks>(at('marks'))])
    if (cpuInAll !== undefined && marks !== undefined) return { users, cpuInAll, ...marks }
    const said = artillery.lastLines.join(' | ')
    throw new TargetError('start-failed', `Artillery (${kind}) did not get ${users} users through: ${said}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Waits for the end of the process, and ends it by force when it takes much too long or is not wanted any more. */
async function untilEnded(process: ArtilleryProcess, seconds: number, signal: AbortSignal): Promise<void> {
  const stop = (): void => void process.stop()
  const timer = setTimeout(stop, (seconds + slackSeconds) * 1_000)
  signal.addEventListener('abort', stop)
  try {
    await process.exited
    signal.throwIfAborted()
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    await process.stop()
  }
}

async function readJson<Value>(path: string): Promise<Value | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Value)
}
