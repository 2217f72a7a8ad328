import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

import type { WorkerLog } from '../../load/fleet/worker-log.ts'
import { buildEngine } from '../../scripts/build-engine.ts'

const program = join(dirname(createRequire(import.meta.url).resolve('artillery/package.json')), 'bin/run')
const patienceMs = 120_000

/** A script for Artillery, and what else a run is given. */
export interface ArtilleryRunOptions {
  readonly target: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly scenarios: readonly Readonly<Record<string, unknown>>[]
  /** A hook that runs before all users. */
  readonly before?: Readonly<Record<string, unknown>>
  /** JavaScript of the processor file. */
  readonly processor?: string
  readonly env?: NodeJS.ProcessEnv
}

/** What a run of Artillery has left. */
export interface ArtilleryOutcome {
  readonly exitCode: number | null
  /** Standard output and standard error, one after the other. */
  readonly said: string
  readonly counters: Readonly<Record<string, number>>
  readonly histograms: Readonly<Record<string, { readonly count: number; readonly p50: number; readonly max: number }>>
  readonly logs: readonly WorkerLog[]
}

/** Runs the real Artillery, with the engine as it is now, until it ends; nothing stays behind. */
export async function runArtillery(options: ArtilleryRunOptions): Promise<ArtilleryOutcome> {
  await buildEngine()
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-artillery-'))
  try {
    return await runIn(folder, options)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runIn(folder: string, options: ArtilleryRunOptions): Promise<ArtilleryOutcome> {
  const { target, config, scenarios, before, processor, env } = options
  const logs = join(folder, 'logs')
  await mkdir(logs)
  if (processor !== undefined) await writeFile(join(folder, 'processor.mjs'), processor)
  const script = {
    config: {
      target,
      engines: { gatecrash: {} },
      phases: [{ duration: 1, arrivalRate: 1 }],
      ...(processor === undefined ? {} : { processor: './processor.mjs' }),
      ...config,
    },
    ...(before === undefined ? {} : { before }),
    scenarios: scenarios.map((scenario) => ({ engine: 'gatecrash', ...scenario })),
  }
  // Artillery takes JSON for YAML, but not by the name.
  await writeFile(join(folder, 'script.yml'), JSON.stringify(script))
  const child = spawn(process.execPath, [program, 'run', 'script.yml', '--output', 'out.json'], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', ARTILLERY_DISABLE_TELEMETRY: 'true', GATECRASH_LOG: logs, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  })
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on('exit', resolve)
    child.on('error', reject)
  })
  const endWithUs = (): void => void child.kill('SIGKILL')
  process.once('exit', endWithUs)
  const [exitCode, out, err] = await Promise.all([exited, text(child.stdout), text(child.stderr)])
  process.off('exit', endWithUs)
  return { exitCode, said: `${out}\n${err}`, ...(await outputOf(folder)), logs: await logsIn(logs) }
}

async function outputOf(folder: string): Promise<Pick<ArtilleryOutcome, 'counters' | 'histograms'>> {
  try {
    const { aggregate } = JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')) as {
      aggregate: ArtilleryOutcome
    }
    return { counters: aggregate.counters ?? {}, histograms: aggregate.histograms ?? {} }
  } catch {
    // A run that was refused has no output.
    return { counters: {}, histograms: {} }
  }
}

async function logsIn(folder: string): Promise<WorkerLog[]> {
  const names = await readdir(folder)
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as WorkerLog))
}
