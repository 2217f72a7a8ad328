import type { z } from 'zod'
import { keysAt } from './schema-keys.ts'
import { nearestName } from './nearest-name.ts'

const longestShown = 60

/** What a schema has against a value; one about unknown keys is about one. */
export type Issue = z.core.$ZodIssue

/** How the problems of one kind of file are worded. */
export interface IssueWording {
  /** Where the keys that there are can be read off. */
  readonly schema: z.core.$ZodType
  /** What to give in place of what should have been a map. */
  readonly map: string
  /** What to give in place of what should have been a list. */
  readonly list: string
  /** Whether the value there must not be shown; default: none is hidden. */
  readonly isHidden?: (path: readonly PropertyKey[]) => boolean
}

/** Makes an issue of a check that looks at more than one value: its message, without the full stop, is all there is to say. */
export function plainIssue(path: readonly PropertyKey[], message: string) {
  return { code: 'custom' as const, path: [...path], message, input: undefined, params: { isPlain: true } }
}

/**
 * Takes issues apart until each is about one thing: unknown keys come in one issue and each has a line of its own, and of the
 * alternatives that a value may be the one counts that it comes nearest to.
 */
export function singleIssues(issue: Issue): { at: readonly PropertyKey[]; issue: Issue }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ at: [...issue.path, key], issue: { ...issue, keys: [key] } }))
  }
  if (issue.code !== 'invalid_union') return [{ at: issue.path, issue }]
  const meant =
    issue.errors.find((issues) => issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys')) ??
    issue.errors.find((issues) => issues.some(({ code }) => code === 'invalid_value' || code === 'custom'))
  if (meant === undefined) return [{ at: issue.path, issue }]
  return meant.flatMap((inner) => singleIssues({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** Says what is wrong with a value and what is allowed in its place; the schema has the second half as its message. */
export function issueText(issue: Issue, root: unknown, wording: IssueWording): string {
  if (issue.code === 'unrecognized_keys') return unknownKeyText(issue.keys[0] ?? '', issue.path, wording)
  if (issue.code === 'custom' && issue.params?.['isPlain'] === true) {
    return /[.?]$/.test(issue.message) ? issue.message : `${issue.message}.`
  }
  const value = valueAt(root, issue.path)
  const given = value !== undefined && wording.isHidden?.(issue.path) === true ? hidden : givenText(value)
  if (issue.code === 'invalid_value') return `${given} ${choice(value, issue.values.map(String))}`
  if (issue.code === 'invalid_type' && isGeneric(issue.message)) {
    if (issue.expected === 'object' || issue.expected === 'record') return `${given} ${wording.map}.`
    if (issue.expected === 'array') return `${given} ${wording.list}.`
  }
  return `${given} ${issue.message}.`
}

/** Whether the schema has no message of its own, so that zod's stands there. */
function isGeneric(message: string): boolean {
  return message.startsWith('Invalid input')
}

/** A path as it is written in code: `rooms[2].members`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`)).join('')
}

const hidden = 'what is written there is not allowed;'

/** Says that there is no such key, and which one is near or which there are. */
function unknownKeyText(key: string, path: readonly PropertyKey[], { schema }: IssueWording): string {
  const known = keysAt(schema, path)
  const nearest = nearestName(key, known)
  return nearest === undefined
    ? `there is no such key; there are ${known.join(', ')}.`
    : `there is no such key; did you mean "${nearest}"?`
}

function choice(value: unknown, values: readonly string[]): string {
  const nearest = typeof value === 'string' ? nearestName(value, values) : undefined
  return nearest === undefined ? `give one of ${values.join(', ')}.` : `did you mean "${nearest}"?`
}

function givenText(value: unknown): string {
  if (value === undefined) return 'is missing;'
  const text = shown(value)
  return `${text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`} is not allowed;`
}

/** Lists and maps are only named: aliases make them as large as one likes. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'function') return 'a function'
  if (value !== null && typeof value === 'object') return 'a map'
  // JSON has no word for what a number cannot be.
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
      ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
      : undefined
  }, root)
}
