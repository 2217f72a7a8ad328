import type { Warning } from '../load/warning.ts'
import { baseUrlOf } from './base-url.ts'
import type { CertificateTrust } from './certificate-trust.ts'
import { findFreePort } from './free-port.ts'
import { requireFreeUrl } from './free-url.ts'
import { launcherRefusal, withoutUrlRefusal } from './launchers.ts'
import { OwnProcess } from './own-process.ts'
import { prometheusWarnings } from './prometheus-warnings.ts'
import { RunningGateway } from './running-gateway.ts'
import { defaultDelayResolutionMs, defaultStartTimeoutMs, stopGraceMs } from './start-gateway.ts'
import { TargetError } from './target-error.ts'
import type { TargetOptions } from './target-options.ts'
import type { RunningTarget, Target } from './target.ts'

/** What can be said about a gateway of the user's that we start. */
export interface StartedOptions extends Pick<
  TargetOptions,
  'placement' | 'startTimeoutMs' | 'delayResolutionMs' | 'onLine'
> {
  readonly name: string
  /** Program and arguments. */
  readonly command: readonly string[]
  readonly cwd: string | undefined
  /** Added to our own environment; `NODE_ENV`, `HOST` and `PORT` have defaults. */
  readonly env: Readonly<Record<string, string>>
  readonly instances: number
  /** Base URLs, one per instance or one for all; empty: the first port that each instance listens on. */
  readonly urls: readonly string[]
  /** Where the instances answer with Prometheus text; asked only where the agent is not in them. */
  readonly metricsUrls: readonly string[]
  /** Default: the base URL answers HTTP. */
  readonly ready: { readonly output?: string | undefined; readonly url?: string | undefined }
  /** Which certificates are taken for good; default: those that Node takes. */
  readonly tls?: CertificateTrust | undefined
}

const host = '127.0.0.1'

/**
 * The user's gateway, started by a command: any Node program, and any other one whose URL is known. Throws a `TargetError`
 * (`configuration`) for options that make none.
 */
export function startedTarget(options: StartedOptions): Target {
  const { name, command, instances } = options
  const program = command[0] ?? ''
  const refusal = launcherRefusal(program) ?? (options.urls.length === 0 ? withoutUrlRefusal(program) : undefined)
  if (refusal !== undefined) throw new TargetError('configuration', refusal)
  const urls = options.urls.map(baseUrlOf)
  if (urls.length > 1 && urls.length !== instances) {
    throw new TargetError('configuration', `${name}: ${instances} instances need one URL for all, or one for each.`)
  }
  return { name, start: () => start(options, urls) }
}

async function start(options: StartedOptions, urls: readonly string[]): Promise<RunningTarget> {
  const { instances, placement } = options
  // One URL for several instances is that of something in front of them, and so is one whose port they are told not to use.
  const isInFront = urls.length < instances || options.env['PORT'] !== undefined
  if (!isInFront) await Promise.all(urls.map(requireFreeUrl))
  const outcomes = await Promise.allSettled(
    Array.from({ length: instances }, (_, index) => startInstance(options, index, urls[index] ?? urls[0], isInFront)),
  )
  const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const stopInstances = async (): Promise<void> => {
    await Promise.all(started.map((instance) => instance.stop(stopGraceMs)))
  }
  try {
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    for (const [index, { pid }] of started.entries()) await placement?.pinInstance(index, pid)
    return new RunningGateway({
      instances: started,
      urls: urls.length > 0 ? urls : started.map(({ url }) => url),
      deaths: started.map(({ died }) => died),
      adapter: 'unknown',
      redis: undefined,
      warnings: [...(placement?.warnings ?? []), ...(await usageWarnings(started))],
      stopInstances,
    })
  } catch (error) {
    await stopInstances()
    throw error
  }
}

async function startInstance(
  options: StartedOptions,
  index: number,
  url: string | undefined,
  isInFront: boolean,
): Promise<OwnProcess> {
  const { command, cwd, env, metricsUrls, ready, placement, onLine } = options
  const what = `instance ${index + 1}`
  const port = url === undefined || isInFront ? await findFreePort(host) : portOf(url)
  return await OwnProcess.start({
    ...{ what, command, cwd, url, ready, metricsUrl: metricsUrls[index], trust: options.tls ?? {} },
    env: { ...process.env, NODE_ENV: 'production', HOST: host, PORT: String(port), ...env },
    launcher: placement?.startLauncher,
    startTimeoutMs: options.startTimeoutMs ?? defaultStartTimeoutMs,
    delayResolutionMs: options.delayResolutionMs ?? defaultDelayResolutionMs,
    onLine: (line) => onLine?.(what, line),
  })
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url)
  return Number(port || (protocol === 'https:' ? 443 : 80))
}

async function usageWarnings(started: readonly OwnProcess[]): Promise<readonly Warning[]> {
  const sources = started.flatMap(({ source }) => (source === 'agent' ? [] : [source]))
  const readers = sources.flatMap((source) => (source.kind === 'prometheus' ? [source.reader] : []))
  const first = await Promise.all(readers.map((reader) => reader.read()))
  const warnings = [...prometheusWarnings(readers, first, 'the agent cannot be loaded into a program that is not Node')]
  if (sources.some(({ kind }) => kind === 'proc')) {
    warnings.push({
      code: 'usage-from-outside',
      message:
        'The agent is not in the program, which is no Node process or has others do its work: CPU and memory are those of it and all that it starts, from /proc, and nothing is known of its heap.',
      advice: 'Compare memory only between long runs: it includes garbage, and what processes share counts with each.',
    })
  }
  return warnings
}
