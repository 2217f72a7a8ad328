import { median } from 'simple-statistics'
import type { Measurement } from '../../load/trial-result.ts'

/**
 * Milliseconds per second by which a response time may grow. A queue that is fed 1 % faster than it is served grows by 1 % of
 * the time that passes, so this is how much above what the target serves a load can be without being noticed.
 */
const mostGrowth = 10
/** The fewest seconds from which growth is told. */
const fewestSeconds = 3
/** How long after the window deliveries may still come, in milliseconds, beyond their own response time. */
const latestDrain = 1000

/**
 * Why a trial was not in a steady state; `undefined` where nothing says so. A load that the target does not serve can meet every
 * bound for a while: its queue needs time to fill.
 *
 * Growth is the median of the slopes between all pairs of seconds (the estimator of Theil and Sen), so that a single second in
 * which the machine was elsewhere does not make one.
 */
export function unsteadiness({ series, windowMs, metrics }: Measurement): string | undefined {
  const name = series['delivery.p50'] === undefined ? 'connect' : 'delivery'
  const { at = [], values = [] } = series[`${name}.p50`] ?? {}
  const points = at.flatMap((time, n) => {
    const value = values[n]
    return time + 1000 <= windowMs && typeof value === 'number' ? [{ time, value }] : []
  })
  const growth = points.length < fewestSeconds ? 0 : medianSlope(points) * 1000
  if (growth > mostGrowth) {
    return `${name}.p50 grew by ${growth.toFixed(0)} ms each second, so a queue was filling`
  }
  const last = Math.max(0, ...at.filter((_, n) => values[n] !== null))
  const drain = last - windowMs
  if (drain < latestDrain + (metrics[`${name}.p99`] ?? 0)) return undefined
  return `the last ones came ${(drain / 1000).toFixed(0)} s after the window, so a queue was left`
}

function medianSlope(points: readonly { readonly time: number; readonly value: number }[]): number {
  const slopes = points.flatMap((from, n) =>
    points.slice(n + 1).map((to) => (to.value - from.value) / (to.time - from.time)),
  )
  return median(slopes)
}
