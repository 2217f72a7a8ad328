import type { Warning } from '../load/warning.ts'
import { baseUrlOf } from './base-url.ts'
import type { CertificateTrust } from './certificate-trust.ts'
import { longestSilenceMs, probeHttp } from './http-probe.ts'
import { PrometheusReader } from './prometheus-reader.ts'
import { prometheusWarnings } from './prometheus-warnings.ts'
import { TargetError } from './target-error.ts'
import type { RunningTarget, Target } from './target.ts'
import { unreachableText } from './unreachable.ts'

const defaultTimeoutMs = 5_000

/** Where a gateway runs that somebody else started. */
export interface ExternalOptions {
  /** Base URLs, `http` or `https`, one per instance or one for all. */
  readonly urls: readonly string[]
  /** What reports call it; default `external`. */
  readonly name?: string | undefined
  /** Where the instances answer with Prometheus text, in the order of the URLs; none: `/metrics` of each URL. */
  readonly metricsUrls?: readonly string[] | undefined
  /** Which certificates are taken for good. */
  readonly tls?: CertificateTrust | undefined
  /** The most that an HTTP answer may take, in milliseconds. Default 5,000. */
  readonly timeoutMs?: number | undefined
}

/**
 * A gateway that runs already. It is neither started nor stopped; what it uses is read from its Prometheus `/metrics` where it
 * has one. Throws a `TargetError` (`configuration`) for URLs that are none.
 */
export function externalTarget(options: ExternalOptions): Target {
  const { name = 'external', metricsUrls = [], tls = {}, timeoutMs = defaultTimeoutMs } = options
  if (options.urls.length === 0) {
    throw new TargetError('configuration', 'The target external needs at least one URL, such as http://127.0.0.1:3000.')
  }
  const urls = options.urls.map(baseUrlOf)
  const pages = metricsUrls.length > 0 ? metricsUrls : urls.map((url) => `${url}/metrics`)
  return {
    name,
    start: async () => {
      const readers = pages.map((url) => new PrometheusReader(url, timeoutMs, tls))
      const checks = Promise.all(readers.map((reader) => reader.check()))
      await Promise.all(urls.map((url) => requireAnswer(url, timeoutMs, tls)))
      const first = await checks
      return running(urls, readers, prometheusWarnings(readers, first))
    },
  }
}

function running(
  urls: readonly string[],
  readers: readonly PrometheusReader[],
  warnings: readonly Warning[],
): RunningTarget {
  return {
    urls,
    adapter: 'unknown',
    redis: undefined,
    warnings,
    died: new Promise(() => undefined),
    usage: async () => ({
      instances: await Promise.all(readers.map((reader) => reader.read())),
      redis: undefined,
    }),
    allowOpenFiles: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
}

async function requireAnswer(url: string, timeoutMs: number, trust: CertificateTrust): Promise<void> {
  try {
    await probeHttp(url, AbortSignal.timeout(timeoutMs), { trust, statusOnly: true, silenceMs: longestSilenceMs })
  } catch (error) {
    throw new TargetError('unreachable', unreachableText(url, error, timeoutMs), { cause: error })
  }
}
