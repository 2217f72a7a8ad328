import { z } from 'zod'
import { plainIssue } from '../../../reports/schema-issue.ts'
import { list, shape, table } from '../../../reports/schema-shape.ts'
import { wordsOf } from '../../cli/start-words.ts'
import { targetContradictions } from '../target-contradictions.ts'
import { baseUrlSchema, webUrlSchema } from './url.ts'
import { flag, name, whole } from './values.ts'

/** The most instances that can be started or named. */
export const mostInstances = 31

const commandSchema = name('a command').superRefine((text, context) => {
  const words = wordsOf(text)
  if (words.problem === undefined) return
  context.addIssue(plainIssue([], words.problem))
})

const startSchema = z.union([commandSchema, filled(list(name('a word of the command')))], {
  error: 'give a command such as "node dist/main.js", or a list with program and arguments',
})

const readySchema = shape({
  output: name('a text that a line of its output has').exactOptional(),
  url: webUrlSchema.exactOptional(),
})

/** A gateway of the user's. */
export const targetSchema = z
  .strictObject({
    start: startSchema.exactOptional(),
    cwd: name('a folder').exactOptional(),
    env: table(z.string({ error: 'give a text, in quotes' })).exactOptional(),
    instances: whole(1, mostInstances).exactOptional(),
    ready: readySchema.exactOptional(),
    url: oneOrMore(baseUrlSchema).exactOptional(),
    metricsUrl: oneOrMore(webUrlSchema).exactOptional(),
    insecure: flag().exactOptional(),
    ca: name('a file of certificates (PEM)').exactOptional(),
  })
  .check((context) => {
    if (context.issues.length > 0) return
    for (const { at, text } of targetContradictions(context.value)) context.issues.push(plainIssue(at, text))
  })
  .readonly()

function oneOrMore<Schema extends z.ZodType<string>>(one: Schema) {
  return z.union([one, filled(list(one))], { error: 'give a URL such as http://127.0.0.1:3000, or a list of them' })
}

function filled<Schema extends z.ZodType<readonly string[]>>(schema: Schema) {
  return schema.refine((items) => items.length > 0, { error: 'name at least one' })
}
