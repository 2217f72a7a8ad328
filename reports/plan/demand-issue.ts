import type { z } from 'zod'
import { nearestName } from '../nearest-name.ts'
import { demandSchema } from './demand.ts'

const longestShown = 60

/** What the schema has against a value; one about unknown keys is about one. */
export type Issue = z.core.$ZodIssue

/** Says what is wrong with a value and what is allowed in its place; the schema has the second half as its message. */
export function issueText(issue: Issue, root: unknown): string {
  if (issue.code === 'unrecognized_keys') return unknownKeyText(issue.keys[0] ?? '', issue.path)
  const value = valueAt(root, issue.path)
  if (issue.code === 'invalid_value') return `${given(value)} ${choice(value, issue.values.map(String))}`
  if (issue.code === 'invalid_type' && issue.expected === 'object') {
    return `${given(value)} give the keys of a demand, each on its line, as demand.example.yml does.`
  }
  if (issue.code === 'invalid_type' && issue.expected === 'array') {
    return `${given(value)} give a list, each entry with a dash, as demand.example.yml does.`
  }
  return `${given(value)} ${issue.message}.`
}

/** Says that there is no such key, and which one is near or which there are. */
function unknownKeyText(key: string, path: readonly PropertyKey[]): string {
  const known = keysAt(path)
  const nearest = nearestName(key, known)
  return nearest === undefined
    ? `there is no such key; there are ${known.join(', ')}.`
    : `there is no such key; did you mean "${nearest}"?`
}

function choice(value: unknown, values: readonly string[]): string {
  const nearest = typeof value === 'string' ? nearestName(value, values) : undefined
  return nearest === undefined ? `give one of ${values.join(', ')}.` : `did you mean "${nearest}"?`
}

function given(value: unknown): string {
  if (value === undefined) return 'is missing;'
  const text = shown(value)
  return `${text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`} is not allowed;`
}

/** Lists and maps are only named: aliases make them as large as one likes. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (value !== null && typeof value === 'object') return 'a map'
  // JSON has no word for what a number cannot be.
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** The keys that an object at a path may have, read off the schema. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = demandSchema
  for (const key of path) {
    const inner = unwrapped(schema)
    schema = typeof key === 'number' ? inner?.element : inner?.shape?.[key]
  }
  return Object.keys(unwrapped(schema)?.shape ?? {})
}

interface Inner {
  readonly shape?: Readonly<Record<PropertyKey, unknown>>
  readonly element?: unknown
}

/** What lies below defaults, read-only marks and the like. */
function unwrapped(schema: unknown): Inner | undefined {
  let inner = schema as { readonly unwrap?: () => unknown } & Inner
  while (typeof inner?.unwrap === 'function' && inner.shape === undefined && inner.element === undefined) {
    inner = inner.unwrap() as typeof inner
  }
  return inner
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
      ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
      : undefined
  }, root)
}
