import { z } from 'zod'
import { costIds } from '../model/cost-model.ts'
import { list, shape } from '../schema-shape.ts'
import { demandSchema } from './demand.ts'

/** The name and version of the format of plans. */
export const planSchemaId = 'gatecrash/plan@1'

/** What a plan can fail for. */
export const resources = ['cpu', 'p99', 'memory', 'openFiles', 'network', 'redis', 'storm'] as const

const instances = z.int().positive()
const amount = z.number().nonnegative()
/** JSON has no infinity. */
const boundless = amount.nullable()

const situationSchema = shape({
  instances,
  cpu: amount.describe('Cores that each instance uses.'),
  p99: boundless.describe('Delivery, in milliseconds; null where the instances cannot keep up, or nobody sends.'),
  memory: amount.describe('Bytes that each instance keeps resident.'),
  openFiles: amount.describe('Files that each instance must be able to open.'),
  redis: amount.describe('Cores that Redis uses.'),
  bandwidth: shape({
    in: amount,
    out: amount,
    missing: list(z.string()).describe('Figures that the calibration lacks, so that more than this is needed.'),
  }).describe('Of each instance, to and from users, in bits per second.'),
}).meta({ id: 'Situation', description: 'What a demand does to so many instances at peak.' })

const stormSchema = shape({
  users: amount,
  instances,
  work: amount.describe('CPU time of one instance that it takes, in seconds.'),
  free: amount.describe('Cores of one instance that the load at peak leaves over for it.'),
  seconds: boundless.describe('Until it is worked off beside the load at peak; null where nothing is left over.'),
  heldUpByRedis: z.boolean().describe('Whether Redis takes longer than the instances.'),
}).meta({ id: 'Storm', description: 'What users who all come back at once do to the instances that are there.' })

const useSchema = shape({
  resource: z.enum(resources),
  value: boundless.describe('In the unit of the resource; null where it is beyond all bounds.'),
  limit: amount,
  share: boundless.describe('Value over limit; over 1 is too much.'),
}).meta({ id: 'Use', description: 'How much of what is allowed a demand takes of one resource.' })

const judgementSchema = shape({
  instances,
  whole: situationSchema.describe('With all instances up.'),
  failed: situationSchema.describe('With the spare instances down.'),
  storm: stormSchema.exactOptional().describe('The storm that the demand asks about, with all instances up.'),
  uses: list(useSchema).describe('The scarcest first.'),
  met: z.boolean().describe('Whether the policy is kept.'),
}).meta({ id: 'Judgement', description: 'Whether so many instances carry a demand by its policy.' })

const basisSchema = shape({
  report: z.string(),
  createdAt: z.string(),
  cpu: z.string(),
  cores: z.number(),
  node: z.string(),
  adapter: z.string(),
  machineFactor: z.number().describe('How many times the CPU time of the calibration was reckoned with.'),
  instances: shape({ min: z.number(), max: z.number() })
    .exactOptional()
    .describe('Numbers of instances that were measured.'),
  residuals: shape({ median: amount, worst: amount, workload: z.string() })
    .exactOptional()
    .describe('How far the fit is off on its own workloads, relative to what was measured.'),
  untold: list(z.enum(costIds)).describe('Costs that the calibration could not tell from others.'),
})

const beyondSchema = shape({
  what: z.enum(['members', 'payload', 'instances', 'users', 'messages', 'utilization']),
  value: amount,
  min: amount,
  max: amount,
}).meta({ id: 'Beyond', description: 'Where a demand lies outside what was measured.' })

const settingsSchema = shape({
  replicas: instances,
  maxReplicas: instances,
  cpuRequest: amount.describe('Thousandths of a core.'),
  cpuLimit: amount.describe('Thousandths of a core.'),
  memoryRequest: amount.describe('MiB.'),
  memoryLimit: amount.describe('MiB.'),
  maxOldSpace: amount.exactOptional().describe('MiB; absent where memory is too short for any.'),
  targetUtilization: amount.describe('Of the CPU request, in percent, for a HorizontalPodAutoscaler.'),
  openFiles: amount.describe('ulimit -n.'),
})

const whatIfSchema = shape({
  name: z.string(),
  judged: judgementSchema,
  asked: z.boolean().describe('Whether the instances were given, instead of being what is needed.'),
  beyond: list(beyondSchema),
})

/** What a demand needs, by a calibration; as `npm run plan -- --format json` prints it. */
export const planSchema = shape({
  schema: z.literal(planSchemaId),
  demand: demandSchema,
  basis: basisSchema,
  beyond: list(beyondSchema),
  notes: list(z.string()),
  needed: shape({ value: instances.nullable(), low: instances.nullable(), high: instances.nullable() }).describe(
    'Fewest instances that keep the policy, by the fitted costs and by all of them at the low and high ends of their intervals; null where no number does.',
  ),
  answer: judgementSchema.describe('Of the instances asked about, else needed, else of the last number tried.'),
  ends: shape({ low: list(useSchema), high: list(useSchema) }).describe(
    'The same with all costs at the ends of their intervals.',
  ),
  binds: z
    .enum([...resources, 'spare'])
    .describe('What one instance less, or this number of them, lacks; spare: nothing but the instances that may fail.'),
  headroom: shape({ users: amount, share: z.number() }).describe(
    'Users that the answer carries, in more rooms, and 1 - demand / that; negative where it carries fewer than the demand has.',
  ),
  reach: shape({ users: amount, messages: amount, instances, binds: z.enum(resources), isMore: z.boolean() }).describe(
    'Users that any number of instances carries, in more rooms, with what then binds; isMore: at least so many.',
  ),
  failover: stormSchema.exactOptional().describe('The users of the spare instances come to the others.'),
  settings: settingsSchema,
  costPerMonth: amount.exactOptional().describe('Of all instances, in the currency of the demand, for 730 hours.'),
  curve: list(shape({ judged: judgementSchema, cpuLow: amount, cpuHigh: amount })),
  whatIf: list(whatIfSchema),
}).meta({ title: 'gatecrash plan', description: 'What a demand needs. Milliseconds, bytes, per second, cores.' })

/** What a demand needs, by a calibration. */
export type Plan = z.output<typeof planSchema>
/** One of {@link resources}. */
export type Resource = (typeof resources)[number]
/** What a demand does to so many instances at peak. */
export type Situation = z.output<typeof situationSchema>
/** What users who all come back at once do to the instances that are there. */
export type Storm = z.output<typeof stormSchema>
/** How much of what is allowed a demand takes of one resource. */
export type Use = z.output<typeof useSchema>
/** Whether so many instances carry a demand by its policy, and what they use of each resource. */
export type Judgement = z.output<typeof judgementSchema>
/** Where a demand lies outside what was measured. */
export type Beyond = z.output<typeof beyondSchema>
/** A demand or a number of instances beside those of the answer. */
export type WhatIf = z.output<typeof whatIfSchema>

/** The format of plans as the text of a JSON Schema, draft 2020-12. */
export function planJsonSchema(): string {
  const schema = z.toJSONSchema(planSchema, {
    target: 'draft-2020-12',
    io: 'output',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly
    },
  })
  return `${JSON.stringify(schema, null, 2)}\n`
}
