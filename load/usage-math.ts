import type { InstanceUsage } from '../target/target.ts'
import type { Reading, Span } from './evidence.ts'

/** How much a figure of a reading grew over a span. */
export function difference(span: Span, figure: (reading: Reading) => number): number {
  return figure(span.to) - figure(span.from)
}

/** How much a figure of the instances grew over a span, all together; `undefined` where one of them does not have it. */
export function sumOver(span: Span, figure: (instance: InstanceUsage) => number | undefined): number | undefined {
  const total = (reading: Reading): number | undefined =>
    reading.target.instances.reduce<number | undefined>((sum, instance) => {
      const value = figure(instance)
      return sum === undefined || value === undefined ? undefined : sum + value
    }, 0)
  const from = total(span.from)
  const to = total(span.to)
  return from === undefined || to === undefined ? undefined : to - from
}

/**
 * CPU used over a span, in milliseconds: by the gateway (all instances, and the primary that relays between them where
 * there is one), by Redis, by all load workers; `undefined`: not measured.
 */
export function cpuOf(span: Span): { server: number | undefined; redis: number | undefined; generator: number } {
  const redisFrom = span.from.target.redis?.cpuMs
  const redisTo = span.to.target.redis?.cpuMs
  const instances = sumOver(span, (instance) => instance.cpuMs)
  const primary = (span.to.target.primary?.cpuMs ?? 0) - (span.from.target.primary?.cpuMs ?? 0)
  return {
    server: instances === undefined ? undefined : instances + primary,
    redis: redisFrom === undefined || redisTo === undefined ? undefined : redisTo - redisFrom,
    generator: difference(span, (reading) => reading.workers.reduce((sum, { cpuMs }) => sum + cpuMs, 0)),
  }
}

/** Requests and bytes at the generator's sockets over a span, per unit; `undefined` where the client cannot count. */
export function eachPerUnit(
  span: Span,
  units: number,
): { requests: number; bytesUp: number; bytesDown: number } | undefined {
  const total = (reading: Reading): { requests: number; bytesUp: number; bytesDown: number } | undefined => {
    const sum = { requests: 0, bytesUp: 0, bytesDown: 0 }
    for (const { traffic } of reading.workers) {
      if (traffic === undefined) return undefined
      sum.requests += traffic.requests
      sum.bytesUp += traffic.bytesUp
      sum.bytesDown += traffic.bytesDown
    }
    return sum
  }
  const from = total(span.from)
  const to = total(span.to)
  if (from === undefined || to === undefined || units === 0) return undefined
  return {
    requests: (to.requests - from.requests) / units,
    bytesUp: (to.bytesUp - from.bytesUp) / units,
    bytesDown: (to.bytesDown - from.bytesDown) / units,
  }
}
