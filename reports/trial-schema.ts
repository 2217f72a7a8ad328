import { z } from 'zod'
import { list, orAbsent, shape, table } from './schema-shape.ts'

const count = z.int().nonnegative()

/** {@link Warning} of `load/warning.ts` as a schema. */
export const warningSchema = shape({
  code: z.string().describe('Stable and kebab-case.'),
  message: z.string().describe('One sentence: what is the case, with its figures.'),
  advice: z.string().describe('One sentence: what the reader can do about it.'),
  metric: z
    .string()
    .exactOptional()
    .describe('The metric id it concerns; absent where it concerns the whole trial or result.'),
}).meta({ id: 'Warning', description: 'Something a reader must know about a figure.' })

const ledgerSchema = shape({
  due: count.describe('Sends that were due in the window.'),
  sent: count.describe('Of those, sends that were offered to the gateway; due = sent + dropped.'),
  dropped: count,
  expected: count.describe('Deliveries that the sends should have caused; expected = delivered + lost.'),
  delivered: count,
  lost: count,
  duplicated: count.describe('Further copies of a delivery that had already come.'),
  reordered: count.describe('Deliveries that came after a later message of the same sender.'),
  unexpected: count.describe('Stamped packets that nobody was owed.'),
})
  .refine((ledger) => ledger.due === ledger.sent + ledger.dropped, { error: 'due must equal sent + dropped' })
  .refine((ledger) => ledger.expected === ledger.delivered + ledger.lost, {
    error: 'expected must equal delivered + lost',
  })
  .meta({ id: 'Ledger', description: 'What was owed and what came.' })

const seriesSchema = shape({
  unit: z.string(),
  at: list(z.number()).describe('Milliseconds after the window opened.'),
  values: list(z.number().nullable()).describe('One value per point; null where nothing was measured.'),
})
  .refine((series) => series.at.length === series.values.length, { error: 'at and values must be of the same length' })
  .meta({ id: 'Series', description: 'Points of one value over time.' })

const measurementFields = {
  startedAt: z.iso.datetime().describe('ISO 8601, UTC.'),
  windowMs: z.number().nonnegative().describe('Length of the window, in milliseconds.'),
  metrics: table(z.number()).describe('One value per metric id.'),
  histograms: table(z.base64()).describe('HdrHistograms of microseconds (V2, compressed, base64) by name.'),
  ledger: orAbsent(ledgerSchema).describe('Absent in trials that send no messages.'),
  failures: table(count).describe('Failed operations by operation and code, such as connect.refused.'),
  series: table(seriesSchema),
  warnings: list(warningSchema),
}

const measurementSchema = shape(measurementFields).meta({ id: 'Measurement', description: 'What was measured.' })

const phaseSchema = z.enum(['start', 'preflight', 'connect', 'idle', 'probe', 'warm-up', 'measure', 'drain', 'stop'])

const unfinishedFields = {
  startedAt: z.iso.datetime().describe('ISO 8601, UTC.'),
  phase: phaseSchema.describe('The phase in which it ended.'),
  warnings: list(warningSchema),
  partial: orAbsent(measurementSchema).describe('What had been measured by then, if the window had begun.'),
}

/** {@link TrialResult} of `load/trial-result.ts` as a schema: one trial in one of its four states. */
export const trialSchema = z
  .discriminatedUnion('status', [
    shape({ status: z.literal('completed'), ...measurementFields }).describe('Offered as planned and measured.'),
    shape({
      status: z.literal('invalid'),
      ...measurementFields,
      reasons: list(warningSchema)
        .refine((reasons) => reasons.length > 0, { error: 'an invalid trial has at least one reason' })
        .describe('Which validity rules were broken.'),
    }).describe('The generator spoiled the measurement: the figures must not be used.'),
    shape({
      status: z.literal('failed'),
      ...unfinishedFields,
      error: shape({ code: z.string(), message: z.string() }),
    }).describe('The trial could not be carried through.'),
    shape({ status: z.literal('interrupted'), ...unfinishedFields }).describe('Ended by the person who ran it.'),
  ])
  .meta({ id: 'Trial', description: 'One fresh target, one warm-up, one window.' })
