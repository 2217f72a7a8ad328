import type { ArtilleryHelpers, UserContext } from './artillery.ts'

/** Fills in a value of the script with a user's variables. */
export type Template = (context: UserContext) => unknown

const placeholder = /\{\{\{?[\s$\w.[\]'"-]+\}\}\}?/g
const simplePath = /^[$A-Za-z_][$\w]*(?:\.[$A-Za-z_][$\w]*|\[\d+\])*$/
const simpleKey = /^[A-Za-z_]\w*$/

/**
 * Prepares a value of the script for being filled in many times. It gives what Artillery's `template` gives, but looks for
 * `{{ }}` once, copies nothing that is constant, and asks Artillery's own only about what is neither text with plain
 * variables nor an object of such.
 */
export function compileTemplate(value: unknown, helpers: Pick<ArtilleryHelpers, 'template'>): Template {
  return compileKnown(value) ?? ((context) => helpers.template(value, context))

  function compileKnown(part: unknown): Template | undefined {
    if (!needsFilling(part)) return () => part
    if (typeof part === 'string') return compileText(part, (context) => helpers.template(part, context))
    if (Array.isArray(part)) return compileList(part)
    return compileObject(part as Readonly<Record<string, unknown>>)
  }

  function compileList(parts: readonly unknown[]): Template | undefined {
    const templates = parts.map(compileKnown)
    if (!templates.every((template) => template !== undefined)) return undefined
    return (context) => templates.map((template) => template(context))
  }

  function compileObject(object: Readonly<Record<string, unknown>>): Template | undefined {
    const keys = Object.keys(object)
    const templates = keys.map((key) => (simpleKey.test(key) ? compileKnown(object[key]) : undefined))
    if (!templates.every((template) => template !== undefined)) return undefined
    return (context) => {
      const filled: Record<string, unknown> = {}
      for (const [index, key] of keys.entries()) filled[key] = templates[index]?.(context)
      return filled
    }
  }
}

/** The same for a value that must come out as text. */
export function compileTextTemplate(
  value: unknown,
  helpers: Pick<ArtilleryHelpers, 'template'>,
): (context: UserContext) => string {
  const template = compileTemplate(value, helpers)
  return (context) => String(template(context))
}

function needsFilling(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{')
  if (Array.isArray(value)) return value.some(needsFilling)
  if (!isPlainObject(value)) return false
  return Object.entries(value).some(([key, part]) => key.includes('{{') || needsFilling(part))
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && value.constructor === Object
}

function compileText(text: string, fallBack: Template): Template {
  const found = [...text.matchAll(placeholder)]
  const paths = found.map(([match]) => match.replace(/[{}]/g, '').trim())
  const rest = text.replace(placeholder, '')
  // A brace beside a placeholder may make another one when that is filled in.
  if (/[{}]/.test(rest) || !paths.every((path) => simplePath.test(path))) return fallBack
  const [first] = paths
  if (first !== undefined && found[0]?.[0] === text) {
    const read = compilePath(first)
    return (context) => kept(read(context.vars))
  }
  const between = text.split(placeholder)
  const reads = paths.map(compilePath)
  return (context) => {
    let filled = between[0] ?? ''
    for (const [index, read] of reads.entries()) {
      const part = textOf(read(context.vars))
      // Artillery also fills in what it has filled in. It reads $ as a pattern of String.replace, and hangs on '$&': a $ is a $ here.
      if (part === undefined || part.includes('{') || part.includes('}')) return fallBack(context)
      filled += part + (between[index + 1] ?? '')
    }
    return filled
  }
}

function compilePath(path: string): (vars: Readonly<Record<string, unknown>>) => unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  const [only] = keys
  if (keys.length === 1 && only === path) return (vars) => vars[path]
  return (vars) => {
    if (path in vars) return vars[path]
    let value: unknown = vars
    for (const key of keys) {
      if (value === undefined || value === null) return undefined
      value = (value as Readonly<Record<string, unknown>>)[key]
    }
    return value
  }
}

/** A lone variable keeps its type, but for NaN and the like, of which Artillery makes an empty text. */
function kept(value: unknown): unknown {
  return value === 0 || value === false || value === null || value === undefined || value ? value : ''
}

function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'object':
      return JSON.stringify(value)
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value)
    default:
      return undefined
  }
}
