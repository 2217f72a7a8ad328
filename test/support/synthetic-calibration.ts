import type { OfferedLoad } from '../../load/offered-load.ts'
import type { Random } from '../../load/random.ts'
import type { CostId } from '../../reports/model/cost-model.ts'
import { operationsOf } from '../../reports/model/operations.ts'
import { predict } from '../../reports/model/predict.ts'
import type { Result } from '../../reports/report.ts'
import { seededRandom } from '../../reports/statistics/random.ts'
import { summarise } from '../../reports/summary.ts'
import { byTransport, fanOutLoad } from './offered-load.ts'
import { sampleResult } from './sample-report.ts'
import { completedTrial } from './sample-trial.ts'

/** What operations cost on a machine that was made up, in microseconds. */
export const trueCosts: ReadonlyMap<CostId, number> = new Map([
  ['instance', 3000],
  ['wake', 2000],
  ['message', 30],
  ['messageByte', 0.005],
  ['ack', 9],
  ['delivery', 11],
  ['deliveryByte', 0.001],
  ['deliveryWake', 500],
  ['poll', 250],
  ['pollDelivery', 150],
  ['pollDeliveryByte', 0.004],
  ['pollBroadcast', 120],
  ['publish', 60],
  ['broadcast', 45],
  ['broadcastByte', 0.005],
  ['redis.base', 1500],
  ['redis.publish', 15],
  ['redis.delivery', 7],
  ['redis.byte', 0.002],
] satisfies [CostId, number][])

/** What connects and idle connections cost there; measured by themselves. */
export const trueConnectionCosts = { 'connect.websocket': 900, 'connect.polling': 1900, 'idle.websocket': 4 }

/** How the trials of a made-up calibration went. */
export interface Course {
  readonly seed?: number
  readonly trials?: number
  /** The standard deviation of measurements, as a share. */
  readonly noise?: number
  /** How far the machine's speed wanders up and down, as a share. */
  readonly drift?: number
  readonly hasReference?: boolean
  readonly loads?: readonly (readonly [OfferedLoad, instances: number])[]
}

const acknowledged = { acknowledged: true }

function polled(rooms: number, members: number, rate: number, payloadBytes = 128): OfferedLoad {
  const users = byTransport({ polling: rooms * members })
  const messages = byTransport({ polling: rate })
  const deliveries = byTransport({ polling: rate * members })
  return fanOutLoad({ rooms, members, rate, payloadBytes }, { users, messages, deliveries })
}

/** Loads that tell all costs apart, on one to three instances. */
export const tellingLoads: readonly (readonly [OfferedLoad, instances: number])[] = [
  [fanOutLoad({ rooms: 250, members: 2, rate: 250 }), 1],
  [fanOutLoad({ rooms: 250, members: 2, rate: 2500 }), 1],
  [fanOutLoad({ rooms: 40, members: 10, rate: 150 }), 1],
  [fanOutLoad({ rooms: 40, members: 10, rate: 1200 }), 1],
  [fanOutLoad({ rooms: 5, members: 100, rate: 20 }), 1],
  [fanOutLoad({ rooms: 5, members: 100, rate: 200 }), 1],
  [fanOutLoad({ rooms: 40, members: 10, rate: 500, payloadBytes: 8192 }), 1],
  [fanOutLoad({ rooms: 5, members: 100, rate: 60, payloadBytes: 4096 }), 1],
  [fanOutLoad({ rooms: 40, members: 10, rate: 600 }, acknowledged), 1],
  [fanOutLoad({ rooms: 250, members: 2, rate: 2500 }, acknowledged), 1],
  [polled(40, 2, 200), 1],
  [polled(8, 10, 90), 1],
  [polled(1, 100, 8), 1],
  [polled(8, 10, 40, 8192), 1],
  [fanOutLoad({ rooms: 250, members: 2, rate: 250 }), 2],
  [fanOutLoad({ rooms: 250, members: 2, rate: 1000 }), 2],
  [fanOutLoad({ rooms: 40, members: 10, rate: 700 }), 2],
  [fanOutLoad({ rooms: 5, members: 100, rate: 120 }), 2],
  [fanOutLoad({ rooms: 5, members: 100, rate: 60, payloadBytes: 8192 }), 2],
  [polled(8, 10, 40), 2],
  [fanOutLoad({ rooms: 40, members: 10, rate: 900 }), 3],
  [fanOutLoad({ rooms: 250, members: 2, rate: 800 }), 3],
  [fanOutLoad({ rooms: 5, members: 100, rate: 60 }), 3],
]

/** The results of a calibration of the made-up machine, trials in rounds over all loads. */
export function syntheticCalibration(course: Course = {}): Result[] {
  const { seed = 1, trials = 3, noise = 0.02, drift = 0, hasReference = false, loads = tellingLoads } = course
  const random = seededRandom(seed)
  const work = [...loads.map(messageWork), ...connectWork]
  const metrics = work.map((): Record<string, number>[] => [])
  for (let round = 0; round < trials; round++) {
    for (const [at, one] of work.entries()) {
      // The machine slows down and recovers several times over the run.
      const slowness = 1 + drift * Math.sin((round * work.length + at) / 3.7)
      const measure = (value: number) => value * slowness * (1 + noise * normal(random))
      const reference = hasReference ? { 'reference.serverCpuMicros': 12 * slowness } : {}
      const measured = Object.entries(one.cpu).map(([id, value]) => [id, measure(value)] as const)
      metrics[at]?.push({ ...Object.fromEntries(measured), ...one.others, ...reference })
    }
  }
  return work.map(({ fields }, at) => {
    const completed = (metrics[at] ?? []).map((one) => completedTrial({ metrics: one, windowMs: 3000 }))
    return sampleResult({ ...fields, trials: completed, summary: summarise(completed) })
  })
}

interface Work {
  readonly fields: Partial<Result>
  readonly cpu: Readonly<Record<string, number>>
  readonly others: Readonly<Record<string, number>>
}

function messageWork([offered, instances]: readonly [OfferedLoad, number]): Work {
  const adapter = instances === 1 ? 'memory' : 'redis'
  const costs = new Map([...trueCosts, ...Object.entries(trueConnectionCosts), ['idle.polling', 0]] as [
    CostId,
    number,
  ][])
  const { gateway, redis } = predict(costs, operationsOf(offered, { instances, adapter }))
  return {
    fields: { scenario: 'mix', target: instances === 1 ? 'single' : 'cluster', instances, adapter, offered },
    cpu: { 'server.cpu': gateway, ...(redis > 0 ? { 'redis.cpu': redis } : {}) },
    others: { 'delivered.ratio': 1, 'send.dropped': 0, 'server.rss': instances * 200e6 },
  }
}

const connectWork: readonly Work[] = (['websocket', 'polling'] as const).flatMap((transport) => {
  const quiet = { messages: byTransport(), deliveries: byTransport(), users: byTransport({ [transport]: 1500 }) }
  const fields = { scenario: 'connect', target: 'single', instances: 1, adapter: 'memory', transport } as const
  const offered = fanOutLoad({}, { ...quiet, connects: byTransport({ [transport]: 240 }) })
  const cpu = {
    'connect.serverCpu': trueConnectionCosts[`connect.${transport}`] / 1000,
    ...(transport === 'websocket' ? { 'idle.serverCpuPerMinute': trueConnectionCosts['idle.websocket'] * 0.06 } : {}),
  }
  const memory = transport === 'websocket' ? { heap: 35_000, rss: 45_000 } : { heap: 45_000, rss: 60_000 }
  const others = {
    'connection.heap': memory.heap,
    'connection.rss': memory.rss,
    'server.rss': 150e6 + 1500 * memory.rss,
    'connect.bytesUp': 900,
    'connect.bytesDown': 1200,
  }
  const handlers = 24
  const heavier = { ...others, 'connection.heap': memory.heap + handlers * 400 }
  return [
    { fields: { ...fields, offered, parameters: { users: 1200 } }, cpu, others },
    ...(transport === 'polling'
      ? []
      : [{ fields: { ...fields, offered, parameters: { users: 1200, handlers } }, cpu, others: heavier }]),
  ]
})

/** A standard normal number by Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
