import type { Cost, CostId, CostModel } from '../../reports/model/cost-model.ts'
import type { Report } from '../../reports/report.ts'
import { sampleReport } from './sample-report.ts'

/** Microseconds, of the order that the reference gateway was measured at. */
const values: Readonly<Record<CostId, number>> = {
  instance: 2000,
  wake: 2200,
  'connect.websocket': 700,
  'connect.upgrade': 1500,
  'connect.polling': 1800,
  'idle.websocket': 5,
  'idle.polling': 40,
  message: 40,
  messageByte: 0.01,
  ack: 12,
  delivery: 11,
  deliveryByte: 0.002,
  deliveryWake: 0,
  poll: 150,
  pollDelivery: 180,
  pollDeliveryByte: 0.01,
  pollBroadcast: 0,
  publish: 35,
  broadcast: 30,
  broadcastByte: 0.01,
  'redis.base': 1000,
  'redis.publish': 20,
  'redis.delivery': 12,
  'redis.byte': 0.003,
}

const bytes = {
  ...{ 'connectUp.websocket': 394, 'connectUp.upgrade': 1600, 'connectUp.polling': 1500 },
  ...{ 'connectDown.websocket': 337, 'connectDown.upgrade': 1100, 'connectDown.polling': 1000 },
  ...{ 'messageUp.websocket': 57, 'messageUp.upgrade': 57, 'messageUp.polling': 300 },
  ...{ 'deliveryDown.websocket': 92, 'deliveryDown.upgrade': 92, 'deliveryDown.polling': 330 },
  ...{ 'requestUp.polling': 240, 'requestDown.polling': 180 },
}

/** A cost model with plausible figures; every interval reaches 10 % to either side. */
export function sampleModel(fields: Omit<Partial<CostModel>, 'memoryPerHandler'> = {}): CostModel {
  const model: CostModel = {
    adapter: 'redis',
    costs: Object.entries(values).map(([id, value]) => sampleCost(id as CostId, value)),
    memory: [
      { transport: 'websocket', heap: 35_000, rss: 73_000 },
      { transport: 'upgrade', heap: 38_000, rss: 80_000 },
      { transport: 'polling', heap: 60_000, rss: 120_000 },
    ],
    baseRss: 110e6,
    bytes,
    ranges: {
      members: { min: 2, max: 500 },
      payload: { min: 32, max: 2048 },
      instances: { min: 1, max: 2 },
      users: { min: 10, max: 2000 },
      messages: { min: 10, max: 3000 },
      utilization: { min: 0.05, max: 0.85 },
    },
    residuals: [
      { workload: 'fan-out, 500 members, 40/s', resource: 'gateway', measured: 0.25, predicted: 0.262, trials: 3 },
      { workload: 'fan-out, 2 members, 1000/s', resource: 'gateway', measured: 0.16, predicted: 0.147, trials: 3 },
      { workload: 'fan-out, 50 members, 200/s', resource: 'redis', measured: 0.009, predicted: 0.0092, trials: 3 },
    ],
    warnings: [],
  }
  return { ...model, ...fields }
}

/** One cost with an interval that reaches 10 % to either side. */
export function sampleCost(id: CostId, value: number, fields: Partial<Cost> = {}): Cost {
  return { id, value, low: value * 0.9, high: value * 1.1, told: true, ...fields }
}

/** A report of a calibration with {@link sampleModel}. */
export function calibratedReport(fields: Omit<Partial<CostModel>, 'memoryPerHandler'> = {}): Report {
  return { ...sampleReport(), model: sampleModel(fields) }
}
