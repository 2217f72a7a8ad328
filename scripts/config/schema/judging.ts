import { z } from 'zod'
import { parseLimit } from '../../../reports/compare/limit-option.ts'
import { plainIssue } from '../../../reports/schema-issue.ts'
import { list } from '../../../reports/schema-shape.ts'
import { parseSlo, type Slo } from '../../../reports/slo.ts'
import { unknownScenario } from './scenarios.ts'

/** Objectives as `--slo` takes them. */
export const slosSchema = list(
  z.string({ error: 'give an objective such as delivery.p99<250' }).superRefine((text, context) => {
    attempt(() => requireScenario(parseSlo(text)), [], context)
  }),
)

/** The least change that matters, by metric. */
export const limitsSchema = z
  .record(z.string(), z.union([z.string(), z.number()], { error: 'give a share such as "10%", or an amount' }))
  .readonly()
  .superRefine((limits, context) => {
    for (const [id, size] of Object.entries(limits)) attempt(() => parseLimit(`${id}=${size}`), [id], context)
  })

function requireScenario({ scenario, text }: Slo): void {
  const problem = scenario === undefined ? undefined : unknownScenario(scenario)
  if (problem !== undefined) throw new RangeError(`SLO "${text}": ${problem}`)
}

interface Issues {
  addIssue(issue: ReturnType<typeof plainIssue>): void
}

/** What these readers throw says all by itself. */
function attempt(read: () => unknown, path: PropertyKey[], context: Issues): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    context.addIssue(plainIssue(path, error.message))
  }
}
