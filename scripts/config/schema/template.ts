import { z } from 'zod'
import { plainIssue } from '../../../reports/schema-issue.ts'
import { nearestName } from '../../../reports/nearest-name.ts'

/** What may stand between double braces in a template. */
export type Placeholder = 'room' | 'text' | 'user' | 'jwt'

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Every name between double braces in the texts of plain data, each once. */
export function placeholdersIn(value: unknown): readonly string[] {
  const found = new Set<string>()
  const look = (part: unknown): void => {
    if (typeof part === 'string') for (const [, name = ''] of part.matchAll(pattern)) found.add(name)
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(look)
  }
  look(value)
  return [...found]
}

/** What is wrong with the placeholders of a template, in one sentence; `undefined` where nothing is. */
export function placeholderProblem(
  template: unknown,
  allowed: readonly Placeholder[],
  required?: Placeholder,
): string | undefined {
  const found = placeholdersIn(template)
  const unknown = found.find((name) => !allowed.some((candidate) => candidate === name))
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, allowed)
    const hint =
      nearest === undefined ? `there are ${allowed.map(braced).join(', ')}` : `did you mean ${braced(nearest)}?`
    return `${braced(unknown)} stands for nothing here; ${hint}`
  }
  if (required === undefined || found.includes(required)) return undefined
  return `${braced(required)} is in none of its texts; put it where the gateway expects the ${required === 'text' ? 'message' : required}`
}

/** An event and its arguments as a template, or a function that makes them. */
export function emitSchema<Emit>(allowed: readonly Placeholder[], required: Placeholder, example: string) {
  return z.custom<Emit>().superRefine((value: unknown, context) => {
    if (typeof value === 'function') return
    if (!Array.isArray(value) || typeof value[0] !== 'string' || value[0] === '') {
      context.addIssue({ code: 'custom', message: `give an event and its arguments as a list, such as ${example}` })
      return
    }
    const problem = placeholderProblem(value.slice(1), allowed, required)
    if (problem !== undefined) context.addIssue(plainIssue([], problem))
  })
}

/** Plain data by name, in whose texts placeholders may stand. */
export function templateTable(allowed: readonly Placeholder[], what: string) {
  return templateOf(z.record(z.string(), z.unknown(), { error: `give ${what} by name` }).readonly(), allowed)
}

/** Texts by name, in which placeholders may stand. */
export function textTable(allowed: readonly Placeholder[], what: string) {
  const text = z.string({ error: 'give a text, in quotes' })
  return templateOf(z.record(z.string(), text, { error: `give ${what} by name` }).readonly(), allowed)
}

function templateOf<Schema extends z.ZodType>(schema: Schema, allowed: readonly Placeholder[]) {
  return schema.superRefine((value, context) => {
    const problem = placeholderProblem(value, allowed)
    if (problem !== undefined) context.addIssue(plainIssue([], problem))
  })
}

function braced(name: string): string {
  return `{{${name}}}`
}
