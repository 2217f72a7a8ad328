import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findFreePort } from '../../target/free-port.ts'
import type { Instance } from '../../target/instance.ts'
import { referenceGateway } from '../../target/reference-gateway.ts'
import { notMeasured } from '../../target/not-measured.ts'
import { requireRedis } from '../../target/require-redis.ts'
import { RunningGateway } from '../../target/running-gateway.ts'
import { instanceEnvironment, type TargetOptions } from '../../target/target-options.ts'
import type { RunningTarget, Target } from '../../target/target.ts'
import type { Adapter } from '../../target/adapter.ts'
import { ClinicProcess } from './clinic-process.ts'
import type { ClinicTool } from './clinic-tool.ts'

/** A gateway whose every instance runs under a tool of Clinic. */
export interface ClinicTargetOptions extends Pick<TargetOptions, 'command' | 'env' | 'placement'> {
  readonly tool: ClinicTool
  readonly instances: number
  /** `memory` for a single instance; a redis adapter for several. */
  readonly adapter: Adapter
  /** Each instance gets a folder in it, named by its number. */
  readonly folder: string
  /** Once it is aborted, what was gathered is thrown away: nobody waits for a page then. */
  readonly signal: AbortSignal
}

const host = '127.0.0.1'
const startTimeoutMs = 60_000

/** The target of a trial under Clinic. Starting it rejects with a `TargetError` and leaves nothing running. */
export function clinicTarget(options: ClinicTargetOptions): Target {
  return { name: options.instances === 1 ? 'single' : 'cluster', start: () => start(options) }
}

async function start(options: ClinicTargetOptions): Promise<RunningTarget> {
  const { adapter, instances, placement, signal } = options
  const redis = adapter === 'memory' ? undefined : await requireRedis(adapter, options)
  const started: ClinicProcess[] = []
  const stopInstances = async (): Promise<void> => {
    await Promise.all(started.map((instance) => instance.stop(signal)))
  }
  try {
    for (let n = 1; n <= instances; n++) started.push(await startInstance(n, options, redis?.url))
    return new RunningGateway({
      adapter,
      redis,
      instances: started.map(instanceOf),
      deaths: started.map(({ died }) => died),
      warnings: placement?.warnings ?? [],
      stopInstances,
    })
  } catch (error) {
    await Promise.all(started.map((instance) => instance.stop(AbortSignal.abort())))
    await redis?.stop()
    throw error
  }
}

async function startInstance(
  n: number,
  options: ClinicTargetOptions,
  redisUrl: string | undefined,
): Promise<ClinicProcess> {
  const { tool, adapter, placement } = options
  const reference = options.command === undefined ? referenceGateway() : undefined
  const folder = join(options.folder, String(n))
  await mkdir(folder, { recursive: true })
  const forced = { ADAPTER: adapter, HOST: host, PORT: String(await findFreePort(host)) }
  return await ClinicProcess.start({
    what: `instance ${n}`,
    tool,
    command: options.command ?? reference?.command ?? [],
    env: instanceEnvironment(
      { env: { ...reference?.env, ...options.env } },
      { ...forced, ...(redisUrl !== undefined && { REDIS_URL: redisUrl }) },
    ),
    folder,
    launcher: placement?.targetLauncher ?? [],
    startTimeoutMs,
  })
}

function instanceOf({ url, pid }: ClinicProcess): Instance {
  // What it uses is not read: a profiler costs more than what is measured.
  return { url, pid, usage: () => Promise.resolve({ ...notMeasured, at: Number(process.hrtime.bigint()) / 1e6 }) }
}
