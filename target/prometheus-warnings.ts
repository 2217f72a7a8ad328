import type { Warning } from '../load/warning.ts'
import type { PrometheusReader } from './prometheus-reader.ts'
import type { InstanceUsage } from './target.ts'

/**
 * What the reader of figures must know that come from Prometheus pages, after a first look at each of them. `why` says why these are
 * read at all, where we have started the gateway.
 */
export function prometheusWarnings(
  readers: readonly PrometheusReader[],
  first: readonly InstanceUsage[],
  why?: string,
): readonly Warning[] {
  const several = readers.filter(({ isSeveral }) => isSeveral)
  const silent = readers.filter(({ isSeveral }, index) => !isSeveral && first[index]?.source === 'none')
  const warnings: Warning[] = []
  if (silent.length > 0) {
    warnings.push({
      code: 'usage-not-measured',
      message: `CPU and memory are not measured: ${why === undefined ? '' : `${why}, and there are `}no Prometheus figures of a process at ${listed(silent)}.`,
      advice:
        why === undefined
          ? 'Expose the process metrics of a Prometheus client at /metrics, say with --metrics-url where they are, or let gatecrash start the gateway.'
          : 'Expose the process metrics of a Prometheus client at /metrics, or say with --metrics-url where they are.',
    })
  }
  if (several.length > 0) {
    warnings.push({
      code: 'usage-of-several-processes',
      message: `CPU and memory are not measured: several processes answer in turns at ${listed(several)}, each with its own figures.`,
      advice: 'Give one --metrics-url for each process, past the balancer in front of them.',
    })
  }
  if (silent.length + several.length < readers.length) {
    warnings.push({
      code: 'heap-not-collected',
      message:
        'Memory is read from /metrics without a garbage collection before it, so what a connection takes is not stated.',
      advice: 'Let gatecrash start the gateway (--start) to have memory per connection.',
    })
  }
  return warnings
}

function listed(readers: readonly PrometheusReader[]): string {
  return readers.map(({ url }) => url).join(', ')
}
