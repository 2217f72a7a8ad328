import type { Metric, MetricGroup } from './metric.ts'
import { connectionMetrics } from './metrics/connection.ts'
import { deliveryMetrics } from './metrics/delivery.ts'
import { httpMetrics } from './metrics/http.ts'
import { journeyMetrics } from './metrics/journey.ts'
import { usageMetrics } from './metrics/usage.ts'
import { nearestName } from './nearest-name.ts'

/** The heading of each group, in the order in which groups are printed. */
export const metricGroups: Readonly<Record<MetricGroup, string>> = {
  delivery: 'Delivery to a member of the room',
  deliveryByInstance: 'Delivery in a cluster',
  acknowledgement: 'Acknowledgement to the sender',
  connect: 'Connecting',
  connection: 'An open connection',
  http: 'Plain HTTP requests to the same server',
  journey: 'Users of a journey',
  traffic: 'Traffic on the wire',
  cost: 'Cost in CPU time',
  target: 'Target, while measuring',
  generator: 'Generator, while measuring',
}

/** Every metric that a report may hold, in the order in which a group prints them. */
export const metrics: readonly Metric[] = [
  ...deliveryMetrics,
  ...connectionMetrics,
  ...httpMetrics,
  ...journeyMetrics,
  ...usageMetrics,
]

const byId: ReadonlyMap<string, Metric> = new Map(metrics.map((metric) => [metric.id, metric]))

/** Looks a metric up. Throws a `RangeError` that names the nearest known id. */
export function metricOf(id: string): Metric {
  const metric = byId.get(id)
  if (metric === undefined) {
    const nearest = nearestName(id, byId.keys())
    const hint = nearest === undefined ? 'all are listed in reports/metrics' : `did you mean "${nearest}"?`
    throw new RangeError(`unknown metric "${id}": ${hint}`)
  }
  return metric
}

/** Looks a metric up in data that may be newer than this program; `undefined` where it is not known. */
export function findMetric(id: string): Metric | undefined {
  return byId.get(id)
}
