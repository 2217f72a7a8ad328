import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Merged } from '../../load/fleet/merge.ts'
import type { JourneyEngine } from '../../scenarios/journeys/journey-script.ts'
import { deriveScript } from '../../scripts/bench/journey/derived-script.ts'
import { readLogs } from '../../scripts/bench/journey/read-logs.ts'
import { clusterTarget } from '../../target/cluster.ts'
import { singleTarget } from '../../target/single.ts'
import { SupervisedProcess } from '../../target/supervised-process.ts'
import { testSecret } from './sign-token.ts'

const artillery = fileURLToPath(new URL('../../bin/run', import.meta.resolve('artillery')))
const patienceMs = 150_000

/** A journey as a test runs it: few users, little time. */
export interface ShortJourney {
  readonly name: string
  readonly variables: Readonly<Record<string, number>>
}

/** What became of a journey. */
export interface JourneyOutcome {
  /** One for each Artillery process; they all printed this. */
  readonly exitCodes: readonly (number | null)[]
  readonly said: string
  readonly merged: Merged
}

/** Users of a short journey, over all instances. */
export const shortUsers = 12

/** Arrivals take a second: so long nobody sends, and so long, and a message's time more, nobody leaves. */
const times = { settle: 2.5, stay: 4 }

/** Runs a journey on a gateway of its own, one Artillery for each instance; everything has ended when it resolves. */
export async function runJourney(
  { name, variables }: ShortJourney,
  engine: JourneyEngine,
  where: 'single' | 'cluster',
): Promise<JourneyOutcome> {
  const env = { JWT_SECRET: testSecret }
  const target = where === 'single' ? singleTarget({ env }) : clusterTarget({ env, instances: 2 })
  const running = await target.start()
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-journey-'))
  try {
    const own = fileURLToPath(new URL(`../../scenarios/journeys/${name}.yml`, import.meta.url))
    const script = engine === 'socketio-v3' ? own : await deriveScript(own, engine, folder)
    const perInstance = shortUsers / running.urls.length
    const runs = running.urls.map((url) => runArtillery(script, url, perInstance, { ...times, ...variables }, folder))
    const ended = await Promise.all(runs)
    return {
      exitCodes: ended.map(({ exitCode }) => exitCode),
      said: ended.map(({ said }) => said).join('\n'),
      merged: await readLogs(folder),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await running.stop()
  }
}

async function runArtillery(
  script: string,
  target: string,
  users: number,
  variables: ShortJourney['variables'],
  logs: string,
): Promise<{ readonly exitCode: number | null; readonly said: string }> {
  const phases = [{ duration: 1, arrivalRate: users }]
  // How fast a busy machine answers is not what is tested.
  const plugins = { ensure: { thresholds: [{ 'vusers.failed': 1 }] } }
  const overrides = JSON.stringify({ config: { phases, plugins } })
  const lines: string[] = []
  const process_ = await SupervisedProcess.start({
    what: 'Artillery',
    command: [
      ...[process.execPath, artillery, 'run', script, '--target', target],
      ...['--overrides', overrides, '--variables', JSON.stringify(variables)],
    ],
    env: { ...process.env, JWT_SECRET: testSecret, GATECRASH_LOG: logs, ARTILLERY_DISABLE_TELEMETRY: 'true' },
    onLine: (line) => lines.push(line),
  })
  const patience = setTimeout(() => void process_.kill(), patienceMs)
  const { exitCode } = await process_.exited
  clearTimeout(patience)
  return { exitCode, said: lines.join('\n') }
}
