import { z } from 'zod'
import { costModelSchema } from './model/cost-model.ts'
import { offeredLoadSchema } from './offered-load-schema.ts'
import { saturationSchema } from './saturation.ts'
import { scalingSchema } from './scaling.ts'
import { list, orAbsent, shape, table } from './schema-shape.ts'
import { trialSchema, warningSchema } from './trial-schema.ts'

/** The name and version of the report format; the number rises with every change that an older reader cannot read. */
export const reportSchemaId = 'gatecrash/report@1'

const scalar = z.union([z.string(), z.number(), z.boolean()])
const nonEmpty = z.string().min(1)

const toolSchema = shape({
  version: nonEmpty,
  commit: z.string().exactOptional().describe('Git commit; absent where the tool is no git checkout.'),
  dirty: z.boolean().exactOptional().describe('Whether files differed from that commit.'),
}).meta({ description: 'The version of gatecrash that measured.' })

const subjectSchema = shape({
  label: nonEmpty.describe('As it was asked for: a git ref, a folder or a command.'),
  commit: z.string().exactOptional().describe('Git commit of the gateway; absent where it comes from no git checkout.'),
}).meta({ id: 'Subject', description: 'The version of the gateway that was measured.' })

const environmentSchema = shape({
  node: nonEmpty,
  v8: nonEmpty,
  cpu: nonEmpty.describe('CPU model.'),
  cores: z.int().positive().describe('Cores that this process may use.'),
  memory: z.int().positive().describe('Memory of the host, in bytes.'),
  platform: nonEmpty.describe('Operating system and architecture, such as linux x64.'),
  kernel: nonEmpty,
  loadAverage: z
    .tuple([z.number(), z.number(), z.number()])
    .readonly()
    .describe('Over 1, 5 and 15 minutes, read before the first trial.'),
  packages: table(z.string()).describe('Resolved version by package name.'),
  redis: orAbsent(shape({ version: nonEmpty, source: z.enum(['environment', 'spawned']) })).describe(
    'The Redis behind the adapter: from REDIS_URL or spawned for the run; absent where none was used.',
  ),
  placement: table(list(z.int().nonnegative())).describe(
    'CPU numbers by process (generator, instance 1, redis); empty where nothing is pinned.',
  ),
}).meta({ id: 'Environment', description: 'What was measured with.' })

const summarySchema = shape({
  median: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.int().positive().describe('Completed trials that have a value.'),
  coverage: z.number().min(0).max(1).describe('The probability with which low..high holds the true median.'),
}).meta({ id: 'MetricSummary', description: 'Median over completed trials, with its order-statistic interval.' })

const verdictSchema = shape({
  slo: nonEmpty.describe('As written, such as delivery.p99<250.'),
  value: z.number().nullable().describe('The median that was judged; null where no completed trial measured it.'),
  met: z.boolean(),
}).meta({ id: 'SloVerdict', description: 'Whether one service level objective was met.' })

const resultSchema = shape({
  scenario: nonEmpty,
  question: nonEmpty.describe('The one question that the scenario answers.'),
  target: nonEmpty.describe('single, cluster or external.'),
  instances: z.int().positive(),
  adapter: nonEmpty.describe('Socket.IO adapter: memory, redis, ipc, ... or unknown.'),
  transport: z.enum(['websocket', 'upgrade', 'polling', 'mixed']).describe('mixed: several at once, by parameters.'),
  parameters: table(scalar).describe('Scenario parameters.'),
  offered: offeredLoadSchema.exactOptional().describe('Absent in reports made before it was kept.'),
  trials: list(trialSchema),
  summary: table(summarySchema).describe('By metric id.'),
  slo: list(verdictSchema),
  warnings: list(warningSchema),
}).meta({ id: 'Result', description: 'One scenario on one target by one transport.' })

/** The report as a schema: strict, so that a misspelt or newer field is refused and never lost. */
export const reportSchema = shape({
  schema: z.literal(reportSchemaId),
  createdAt: z.iso.datetime().describe('ISO 8601, UTC.'),
  tool: toolSchema,
  subject: subjectSchema.exactOptional().describe('Absent where the gateway is the one in the folder of the tool.'),
  environment: environmentSchema,
  options: table(z.union([scalar, list(scalar)])).describe('The options of the run.'),
  results: list(resultSchema),
  saturation: list(saturationSchema).exactOptional().describe('What targets hold, where that was searched for.'),
  scaling: list(scalingSchema).exactOptional().describe('How clusters scale, by adapter, where that was measured.'),
  model: costModelSchema.exactOptional().describe('What operations cost, where the run was a calibration.'),
}).meta({ title: 'gatecrash report', description: 'What one run measured. Milliseconds, bytes, per second.' })

/** One run: what was measured, on what, with which options. The only thing that is kept of it. */
export type Report = z.output<typeof reportSchema>
/** One scenario on one target by one transport: its trials and what they say together. */
export type Result = z.output<typeof resultSchema>
/** The median of a metric over completed trials and its interval, in the metric's unit. */
export type MetricSummary = z.output<typeof summarySchema>
/** Whether one SLO was met, and the value that was judged. */
export type SloVerdict = z.output<typeof verdictSchema>
/** What was measured with. */
export type Environment = z.output<typeof environmentSchema>
/** The version of the gateway that was measured. */
export type Subject = z.output<typeof subjectSchema>
/** The version of gatecrash that measured. */
export type Tool = z.output<typeof toolSchema>
