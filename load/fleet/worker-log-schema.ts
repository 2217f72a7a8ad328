import { z } from 'zod'
import { workerLogSchema, type WorkerLog } from './worker-log.ts'

const count = z.int().nonnegative()
const nonEmpty = z.string().min(1)
const counts = z.record(z.string(), count)

/** The worker log as a schema: strict, so that nothing of a log of another version is lost in silence. */
export const workerLogShape: z.ZodType<WorkerLog> = z.strictObject({
  schema: z.literal(workerLogSchema),
  worker: z.string().regex(/^[0-9a-z]{6}$/),
  host: nonEmpty,
  process: z.strictObject({
    id: nonEmpty,
    pid: count,
    thread: count,
    cpuMicros: count,
    cpuBeforeMicros: count,
    rssBytes: count,
  }),
  engine: nonEmpty,
  script: z.string(),
  run: z.string(),
  target: z.string(),
  startedAt: z.iso.datetime(),
  startedMicros: z.int(),
  endedMicros: z.int(),
  clockOffsetMicros: z.int(),
  complete: z.boolean(),
  counters: counts,
  spans: z.record(z.string(), z.tuple([z.int(), z.int()])),
  failures: counts,
  histograms: z.record(z.string(), nonEmpty),
  series: z.record(z.string(), z.strictObject({ from: z.int(), values: z.array(z.int()) })),
  rooms: z.array(z.string()),
  members: count,
  memberships: z.array(z.tuple([count, count, z.int(), z.int().nullable()])),
  senders: z.array(
    z.strictObject({
      room: count,
      excludes: count.nullable(),
      volatile: z.boolean(),
      sends: count,
      packed: z.string(),
    }),
  ),
  receipts: z.array(
    z.strictObject({ worker: nonEmpty, sender: count, messages: count, deliveries: count, packed: z.string() }),
  ),
  totals: z.strictObject({ sends: count, deliveries: count, repeats: count, reordered: count }),
})
