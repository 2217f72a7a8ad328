import type { Scaling } from '../../reports/scaling.ts'

/** How a cluster scales, with plausible figures: contention, and a little coherency. */
export function sampleScaling(fields: Partial<Scaling> = {}): Scaling {
  return {
    adapter: 'redis',
    by: 'cpu',
    workload: '5x100, 100/s, 128 B',
    idleSubtracted: true,
    points: [
      {
        instances: 1,
        trials: 3,
        cpuPerDeliveryMicros: 12,
        throughput: 83_333,
        low: 82_100,
        high: 84_600,
        broadcastShare: 0,
      },
      {
        instances: 2,
        trials: 3,
        cpuPerDeliveryMicros: 13.4,
        throughput: 149_254,
        low: 146_800,
        high: 151_900,
        broadcastShare: 0.042,
      },
      {
        instances: 3,
        trials: 3,
        cpuPerDeliveryMicros: 14,
        throughput: 214_286,
        low: 210_500,
        high: 217_400,
        broadcastShare: 0.081,
      },
      {
        instances: 4,
        trials: 3,
        cpuPerDeliveryMicros: 14.7,
        throughput: 272_109,
        low: 268_500,
        high: 277_800,
        broadcastShare: 0.116,
      },
    ],
    fit: {
      gamma: { value: 83_500, low: 82_000, high: 85_100 },
      alpha: { value: 0.071, low: 0.058, high: 0.085 },
      beta: { value: 0.0005, low: 0, high: 0.0021 },
      peak: 43.1,
    },
    ...fields,
  }
}
