import { writeFile } from 'node:fs/promises'
import { planJsonSchema } from '../reports/plan/plan.ts'
import { reportJsonSchema } from '../reports/report-json-schema.ts'

const schemas = { 'report.schema.json': reportJsonSchema, 'plan.schema.json': planJsonSchema }

/** Writes `reports/report.schema.json` and `reports/plan.schema.json` from the zod schemas; takes no arguments. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    console.error(`report-schema takes no arguments, got: ${args.join(' ')}`)
    return 2
  }
  for (const [name, schema] of Object.entries(schemas)) {
    await writeFile(new URL(`../reports/${name}`, import.meta.url), schema())
    console.log(`wrote reports/${name}`)
  }
  return 0
}
