import { MergeError } from './merge-error.ts'
import { workerLogShape } from './worker-log-schema.ts'
import { workerLogSchema, type WorkerLog } from './worker-log.ts'

const family = 'gatecrash/worker-log@'

/** Reads a worker log. Throws a {@link MergeError} of one line that begins with `name` for anything else. */
export function parseWorkerLog(text: string, name: string): WorkerLog {
  const value = parsed(text)
  if (value === undefined) {
    throw new MergeError([
      `${name}: this is no JSON, so the worker was cut off while it wrote, or the copy was: copy it again`,
    ])
  }
  const { schema } = value as { schema?: unknown }
  if (schema !== workerLogSchema) throw new MergeError([`${name}: ${otherSchema(schema)}`])
  const checked = workerLogShape.safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new MergeError([
    `${name}: the worker log is damaged at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unreadable'}`,
  ])
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return undefined
  }
}

function otherSchema(schema: unknown): string {
  if (typeof schema !== 'string' || !schema.startsWith(family)) {
    return `this is no worker log: a log begins with "schema": "${workerLogSchema}"`
  }
  const newer = Number(schema.slice(family.length)) > Number(workerLogSchema.slice(family.length))
  return newer
    ? `the worker log is ${schema}, newer than ${workerLogSchema}: merge it with the version that wrote it`
    : `the worker log is ${schema}, and ${workerLogSchema} is needed: run the journey again with this version`
}
