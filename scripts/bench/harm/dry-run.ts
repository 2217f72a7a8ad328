import type { BenchOptions } from '../options.ts'

/** What a run would do, as text: per cell its users, connections, messages, deliveries and bytes per second, and how long it takes. */
export function dryRun(_options: BenchOptions): string {
  return ''
}
