import type { Warning } from '../load/warning.ts'
import { probeHttp } from './http-probe.ts'
import { notMeasured } from './not-measured.ts'
import { parsePrometheusUsage } from './prometheus-usage.ts'
import { TargetError } from './target-error.ts'
import type { InstanceUsage, RunningTarget, Target } from './target.ts'

const defaultTimeoutMs = 5_000

/** Where a gateway runs that somebody else started. */
export interface ExternalOptions {
  /** Base URLs, `http` or `https`, one per instance or one for all. */
  readonly urls: readonly string[]
  /** What reports call it; default `external`. */
  readonly name?: string | undefined
  /** Where the instances answer with Prometheus text, in the order of the URLs; default: `/metrics` of each URL. */
  readonly metricsUrls?: readonly string[] | undefined
  /** Which certificates are taken for good. */
  readonly tls?: { readonly ca?: string | undefined; readonly rejectUnauthorized?: boolean | undefined } | undefined
  /** The most that an HTTP answer may take, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number | undefined
}

/**
 * A gateway that runs already. It is neither started nor stopped; what it uses is read from its Prometheus `/metrics` where it
 * has one. Throws a `TargetError` (`configuration`) for URLs that are none.
 */
export function externalTarget(options: ExternalOptions): Target {
  if (options.urls.length === 0) {
    throw new TargetError('configuration', 'The target external needs at least one URL, such as http://127.0.0.1:3000.')
  }
  const urls = options.urls.map(baseUrlOf)
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  return {
    name: 'external',
    start: async () => {
      await Promise.all(urls.map((url) => requireAnswer(url, timeoutMs)))
      const first = await Promise.all(urls.map((url) => readUsage(url, timeoutMs)))
      return running(urls, timeoutMs, warningsFor(urls, first))
    },
  }
}

function running(urls: readonly string[], timeoutMs: number, warnings: readonly Warning[]): RunningTarget {
  return {
    urls,
    adapter: 'unknown',
    redis: undefined,
    warnings,
    died: new Promise(() => undefined),
    usage: async () => ({
      instances: await Promise.all(urls.map((url) => readUsage(url, timeoutMs))),
      redis: undefined,
    }),
    allowOpenFiles: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
}

function baseUrlOf(text: string): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TargetError('configuration', `"${text}" is no http or https URL, such as http://127.0.0.1:3000.`)
  }
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new TargetError(
      'configuration',
      `"${text}" is more than a base URL: give ${url.protocol}//${url.host} and set the path and the token in the dialect.`,
    )
  }
  return url.origin
}

async function requireAnswer(url: string, timeoutMs: number): Promise<void> {
  try {
    await probeHttp(url, AbortSignal.timeout(timeoutMs))
  } catch (error) {
    throw new TargetError('unreachable', `Nothing answers at ${url}: ${reasonOf(error, timeoutMs)}. Does it run?`, {
      cause: error,
    })
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'AbortError') return `no answer within ${timeoutMs} ms`
  return error.message || ('code' in error ? String(error.code) : error.name)
}

async function readUsage(url: string, timeoutMs: number): Promise<InstanceUsage> {
  const page = await probeHttp(`${url}/metrics`, AbortSignal.timeout(timeoutMs)).catch(() => undefined)
  const figures = page?.status === 200 ? parsePrometheusUsage(page.body) : undefined
  const at = Number(process.hrtime.bigint()) / 1e6
  return figures === undefined ? { ...notMeasured, at } : { source: 'prometheus', at, ...figures }
}

function warningsFor(urls: readonly string[], first: readonly InstanceUsage[]): readonly Warning[] {
  const silent = urls.filter((_, index) => first[index]?.source === 'none')
  const warnings: Warning[] = []
  if (silent.length > 0) {
    warnings.push({
      code: 'usage-not-measured',
      message: `CPU and memory are not measured: no Prometheus figures of a Node process at ${silent.map((url) => `${url}/metrics`).join(', ')}.`,
      advice: 'Expose the default metrics of prom-client at /metrics, or let gatecrash start the gateway.',
    })
  }
  if (silent.length < urls.length) {
    warnings.push({
      code: 'heap-not-collected',
      message: 'Memory is read from /metrics without a garbage collection before it, so it includes garbage.',
      advice: 'Compare memory only between long runs, or let gatecrash start the gateway.',
    })
  }
  return warnings
}
