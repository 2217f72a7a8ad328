import { z } from 'zod'
import { reportSchema } from './report.ts'

/** The report schema as the text of a JSON Schema, draft 2020-12, as it ships in `reports/report.schema.json`. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Read-only is a promise of the TypeScript types; in JSON Schema the word is about who may send a field.
      delete jsonSchema.readOnly
      // Known to no validator; contentEncoding says the same in the standard's words.
      if (jsonSchema.format === 'base64') delete jsonSchema.format
    },
  })
  return `${JSON.stringify(schema, null, 2)}\n`
}
