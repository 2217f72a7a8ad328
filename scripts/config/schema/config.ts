import { z } from 'zod'
import { transports } from '../../../load/client/chat-client.ts'
import { plainIssue, type IssueWording } from '../../../reports/schema-issue.ts'
import { list, shape } from '../../../reports/schema-shape.ts'
import { profiles } from '../../../scenarios/parameter.ts'
import { dialectSchema } from './dialect.ts'
import { limitsSchema, slosSchema } from './judging.ts'
import { scenariosSchema } from './scenarios.ts'
import { targetSchema } from './target.ts'
import { isMap, name, whole } from './values.ts'

const mostTrials = 1000
const most = 1e9
const mostSeconds = 86_400
const referenceTargets = ['single', 'cluster']

const capsSchema = shape({
  users: whole(1, most).exactOptional(),
  rate: whole(1, most).exactOptional(),
  deliveries: whole(1, most).exactOptional(),
  seconds: whole(1, mostSeconds).exactOptional(),
})

const targetsSchema = z
  .record(z.string(), targetSchema)
  .superRefine(
    (targets, context) => {
      for (const key of Object.keys(targets)) {
        const problem = nameProblem(key)
        if (problem !== undefined) context.addIssue(plainIssue([key], problem))
      }
    },
    { when: isMap },
  )
  .readonly()

const hostSchema = name('a host such as chat.example.com').regex(/^[^/@\s]+$/, {
  error: 'give the host alone, such as chat.example.com',
})

/** What a configuration may say; unknown keys are refused, and what is missing stays so. */
export const configSchema = shape({
  targets: targetsSchema.exactOptional(),
  dialect: dialectSchema.exactOptional(),
  scenarios: scenariosSchema.exactOptional(),
  transports: list(z.enum(transports)).exactOptional(),
  profile: z.enum(profiles).exactOptional(),
  trials: whole(1, mostTrials).exactOptional(),
  slos: slosSchema.exactOptional(),
  limits: limitsSchema.exactOptional(),
  allowHosts: list(hostSchema).exactOptional(),
  caps: capsSchema.exactOptional(),
})

const secretPaths = [/^dialect\.(auth|headers|query)\b/, /^dialect\.jwt\.(secret|claims)\b/, /^targets\.[^.]+\.env\b/]

/** How the problems of a configuration are told; what may be a secret is not shown. */
export const configWording: IssueWording = {
  schema: configSchema,
  map: 'give keys and their values',
  list: 'give a list',
  isHidden: (path) => secretPaths.some((pattern) => pattern.test(path.map(String).join('.'))),
}

/** A name that can be chosen with `--target a,b` and shown in a table. */
function nameProblem(key: string): string | undefined {
  if (referenceTargets.includes(key)) return `this name is the reference gateway's; choose another one`
  if (/^[\w][\w.-]*$/.test(key)) return undefined
  return 'a target is named with letters, digits, dots, hyphens and underscores'
}
