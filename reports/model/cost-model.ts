import { z } from 'zod'
import { list, shape, table } from '../schema-shape.ts'
import { transports } from '../transports.ts'
import { warningSchema } from '../trial-schema.ts'

/** What has a cost; see `cost-meanings.ts` for what each means. */
export const costIds = [
  'instance',
  'wake',
  'connect.websocket',
  'connect.upgrade',
  'connect.polling',
  'idle.websocket',
  'idle.polling',
  'message',
  'messageByte',
  'ack',
  'delivery',
  'deliveryByte',
  'deliveryWake',
  'poll',
  'pollDelivery',
  'pollDeliveryByte',
  'pollBroadcast',
  'publish',
  'broadcast',
  'broadcastByte',
  'redis.base',
  'redis.publish',
  'redis.delivery',
  'redis.byte',
] as const

/** The name of a cost. */
export type CostId = (typeof costIds)[number]

const costSchema = shape({
  id: z.enum(costIds),
  value: z.number().nonnegative().describe('Microseconds of CPU time per operation.'),
  low: z.number().nonnegative(),
  high: z.number().nonnegative(),
  told: z.boolean().describe('Whether the workloads could tell this cost from the others; where not, use sums only.'),
}).meta({ id: 'Cost', description: 'CPU time of one operation with its interval of 95 %.' })

const memorySchema = shape({
  transport: z.enum(transports),
  heap: z.number().describe('Bytes of heap per connection, in use after a collection.'),
  rss: z.number().describe('Bytes of resident memory per connection.'),
}).meta({ id: 'MemoryCost' })

const rangeSchema = shape({ min: z.number(), max: z.number() })

/** The cost ledger of a gateway on a machine, as a calibration has fitted it. */
export const costModelSchema = shape({
  adapter: z.string().describe('Adapter of the cluster that was measured; memory where only one instance was.'),
  referenceMicros: z
    .number()
    .positive()
    .exactOptional()
    .describe(
      'CPU time per delivery of the reference load, in microseconds, the median over all trials: costs are stated for a machine of this speed. Absent where none ran.',
    ),
  referenceExponent: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe('Where the reference load paid a share more, workloads paid that share to this power more.'),
  costs: list(costSchema),
  memory: list(memorySchema),
  memoryPerHandler: z
    .number()
    .exactOptional()
    .describe('Bytes of heap that one more event handler adds to each connection.'),
  baseRss: z
    .number()
    .nonnegative()
    .describe('Resident memory of a warm instance without connections, in bytes, the whole young generation included.'),
  youngGeneration: z
    .number()
    .positive()
    .exactOptional()
    .describe(
      'The most that was resident of V8’s space for young objects in an instance, in bytes: sooner or later every busy one has that. Absent where it was not measured.',
    ),
  clusterRss: z
    .number()
    .nonnegative()
    .exactOptional()
    .describe('What an instance of a cluster keeps resident beyond one that is alone, in bytes.'),
  bytes: table(z.number()).describe(
    'Bytes on the wire beyond the text: connectUp.<transport>, connectDown.<transport>, messageUp.<transport>, deliveryDown.<transport>, requestUp.polling, requestDown.polling.',
  ),
  ranges: table(rangeSchema).describe(
    'What was measured: members of a room, payload, instances, and of one instance: users, messages (received per second), utilization (cores).',
  ),
  residuals: list(
    shape({
      workload: z.string(),
      resource: z.enum(['gateway', 'redis']),
      measured: z.number().describe('Cores.'),
      predicted: z.number().describe('Cores, by the fit.'),
      trials: z.int().positive(),
    }),
  ).describe('Of each workload that the costs were fitted to.'),
  warnings: list(warningSchema).describe('What a reader must know about the costs.'),
}).meta({ id: 'CostModel', description: 'What each operation costs on the gateway and on Redis.' })

/** What each operation costs on the gateway and on Redis, as a calibration has fitted it. */
export type CostModel = z.output<typeof costModelSchema>
/** CPU time of one operation, in microseconds, with its interval. */
export type Cost = z.output<typeof costSchema>
