import type { Warning } from '../load/warning.ts'
import type { Adapter } from './adapter.ts'
import { IpcCluster } from './ipc-cluster.ts'
import { NodeProcess } from './node-process.ts'
import type { RedisHandle } from './redis-handle.ts'
import { referenceGateway } from './reference-gateway.ts'
import { RunningGateway, type GatewayParts } from './running-gateway.ts'
import { instanceEnvironment, type TargetOptions } from './target-options.ts'
import type { RunningTarget } from './target.ts'

/** The most that an instance may take to answer, in milliseconds, where nothing else was said. */
export const defaultStartTimeoutMs = 30_000
/** See `AgentSettings`. */
export const defaultDelayResolutionMs = 20
/** What an instance may take to end before it is ended by force, in milliseconds. */
export const stopGraceMs = 10_000

/** What `single` and `cluster` have decided before anything is started. */
export interface GatewayPlan {
  readonly instances: number
  readonly adapter: Adapter
  /** Taken over: stopped with the gateway, and when the gateway does not start. */
  readonly redis: RedisHandle | undefined
  readonly warnings: readonly Warning[]
}

/** Starts a gateway. Rejects with a `TargetError` and leaves nothing running. */
export async function startGateway(plan: GatewayPlan, options: TargetOptions): Promise<RunningTarget> {
  const { adapter, redis } = plan
  const reference = options.command === undefined ? referenceGateway() : undefined
  const completed = { ...options, env: { ...reference?.env, ...options.env } }
  const settings = {
    command: options.command ?? reference?.command ?? [],
    cwd: options.cwd,
    env: instanceEnvironment(completed, { ADAPTER: adapter, ...(redis && { REDIS_URL: redis.url }) }),
    startTimeoutMs: options.startTimeoutMs ?? defaultStartTimeoutMs,
    delayResolutionMs: options.delayResolutionMs ?? defaultDelayResolutionMs,
  }
  const firstPort = options.port ?? 0
  const ports = Array.from({ length: plan.instances }, (_, index) => (firstPort === 0 ? 0 : firstPort + index))
  try {
    const parts = await (adapter === 'ipc' ? startWorkers : startProcesses)(settings, ports, options)
    return new RunningGateway({
      ...parts,
      adapter,
      redis,
      warnings: [...plan.warnings, ...(options.placement?.warnings ?? [])],
    })
  } catch (error) {
    await redis?.stop()
    throw error
  }
}

type Settings = Pick<
  Parameters<typeof NodeProcess.start>[0],
  'env' | 'command' | 'cwd' | 'startTimeoutMs' | 'delayResolutionMs'
>
type StartedInstances = Pick<GatewayParts, 'instances' | 'deaths' | 'primaryUsage' | 'stopInstances'>

async function startProcesses(
  settings: Settings,
  ports: readonly number[],
  options: TargetOptions,
): Promise<StartedInstances> {
  const outcomes = await Promise.allSettled(
    ports.map((port, index) => {
      const what = `instance ${index + 1}`
      return NodeProcess.start({
        ...settings,
        what,
        env: { ...settings.env, PORT: String(port) },
        launcher: options.placement?.startLauncher,
        onLine: (line) => options.onLine?.(what, line),
      })
    }),
  )
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const stopInstances = async (): Promise<void> => {
    await Promise.all(started.map((instance) => instance.stop(stopGraceMs)))
  }
  try {
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    for (const [index, { pid }] of started.entries()) await options.placement?.pinInstance(index, pid)
  } catch (error) {
    await stopInstances()
    throw error
  }
  return { instances: started, deaths: started.map(({ died }) => died), stopInstances }
}

async function startWorkers(
  settings: Settings,
  ports: readonly number[],
  options: TargetOptions,
): Promise<StartedInstances> {
  const cluster = await IpcCluster.start({
    ...settings,
    ports,
    placement: options.placement,
    onLine: (line) => options.onLine?.('cluster', line),
  })
  return {
    instances: cluster.instances,
    deaths: [cluster.died],
    primaryUsage: (collect) => cluster.primaryUsage(collect),
    stopInstances: () => cluster.stop(stopGraceMs),
  }
}
