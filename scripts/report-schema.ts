import { writeFile } from 'node:fs/promises'
import { reportJsonSchema } from '../reports/report-json-schema.ts'

const path = new URL('../reports/report.schema.json', import.meta.url)

/** Writes `reports/report.schema.json` from the zod schema; takes no arguments. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    console.error(`report-schema takes no arguments, got: ${args.join(' ')}`)
    return 2
  }
  await writeFile(path, reportJsonSchema())
  console.log('wrote reports/report.schema.json')
  return 0
}
