import { z } from 'zod'
import { list, shape } from './schema-shape.ts'

const estimateSchema = shape({
  value: z.number().nonnegative(),
  low: z.number().nonnegative().exactOptional(),
  high: z.number().nonnegative().exactOptional(),
}).describe('With its interval of 95 %, which is absent where no size was measured more than once.')

const pointSchema = shape({
  instances: z.int().positive(),
  trials: z.int().positive(),
  cpuPerDeliveryMicros: z.number().positive().exactOptional().describe('Of all instances, in microseconds.'),
  throughput: z
    .number()
    .positive()
    .describe(
      'Deliveries per second of all instances: by cpu, what as many busy cores would make; by saturation, what was held.',
    ),
  low: z.number().positive(),
  high: z.number().positive(),
  broadcastShare: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe(
      "Part of the CPU time that goes into taking in other instances' broadcasts; absent where it is not told.",
    ),
})

/** How what a cluster holds grows with its instances, by one adapter; see `usl/scaling-of.ts`. */
export const scalingSchema = shape({
  adapter: z.string().min(1),
  by: z.enum(['cpu', 'saturation']).describe('What the points are made from.'),
  workload: z.string().min(1).describe('What was asked of one instance.'),
  idleSubtracted: z
    .boolean()
    .describe(
      'Whether what instances take for being idle was subtracted; if not, contention looks smaller than it is.',
    ),
  points: list(pointSchema).describe('By instances, rising.'),
  fit: shape({
    gamma: estimateSchema.describe('Throughput of one instance.'),
    alpha: estimateSchema.describe('Contention.'),
    beta: estimateSchema.describe('Coherency.'),
    peak: z
      .number()
      .positive()
      .exactOptional()
      .describe('Instances beyond which one more makes it worse; absent where there is no such number.'),
  }).describe('Universal Scalability Law: gamma n / (1 + alpha (n - 1) + beta n (n - 1)).'),
}).meta({ id: 'Scaling', description: 'How what a cluster holds grows with its instances.' })

/** How what a cluster holds grows with its instances, by one adapter. */
export type Scaling = z.output<typeof scalingSchema>
/** What a number of instances holds. */
export type ScalingPoint = z.output<typeof pointSchema>
