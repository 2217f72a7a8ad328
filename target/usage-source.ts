import type { CertificateTrust } from './certificate-trust.ts'
import { notMeasured } from './not-measured.ts'
import { readProcUsage } from './proc-usage.ts'
import { PrometheusReader } from './prometheus-reader.ts'
import type { InstanceUsage } from './target.ts'

const timeoutMs = 5_000

/** Where the figures of a program without the agent come from. */
export type UsageSource =
  | { readonly kind: 'prometheus'; readonly reader: PrometheusReader; read(): Promise<InstanceUsage> }
  | { readonly kind: 'proc'; read(): Promise<InstanceUsage> }

/** What is known of such a program. */
export interface WithoutAgent {
  readonly pid: number
  readonly url: string
  /** Its Prometheus page, where one was named. */
  readonly metricsUrl: string | undefined
  readonly trust: CertificateTrust
}

/**
 * Chooses where the figures of a program come from that has no agent in it: the page that was named; on Linux `/proc`, which costs the
 * program nothing; else `/metrics`, where it may or may not have one.
 */
export async function usageFrom({ pid, url, metricsUrl, trust }: WithoutAgent): Promise<UsageSource> {
  if (metricsUrl === undefined && (await readProcUsage(pid)) !== undefined) {
    const gone = (): InstanceUsage => ({ ...notMeasured, at: Number(process.hrtime.bigint()) / 1e6 })
    return { kind: 'proc', read: async () => (await readProcUsage(pid)) ?? gone() }
  }
  const reader = new PrometheusReader(metricsUrl ?? `${url}/metrics`, timeoutMs, trust)
  await reader.check()
  return { kind: 'prometheus', reader, read: () => reader.read() }
}
