import type { Plain } from './field.ts'

const mostColumns = 100
const plainKey = /^[A-Za-z_$][\w$]*$/

/** Writes a text as a literal of a language. */
export type QuoteText = (text: string) => string

/** Writes a text as JavaScript has it: in single quotes, or in double ones where that saves escapes. */
export function javaScriptText(text: string): string {
  if (text.includes("'") && !text.includes('"')) return JSON.stringify(text)
  const inDouble = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
  return `'${inDouble.replaceAll("'", "\\'")}'`
}

/** Writes a text as YAML has it: in single quotes, or in double ones where a character must be escaped, or where that saves escapes. */
export function yamlText(text: string): string {
  const isEasier = text.includes("'") && !/["\\]/.test(text)
  return isEasier || /[\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`
}

/** Writes a key, quoted only where it must be. */
export function keyText(key: string, quote: QuoteText): string {
  return plainKey.test(key) ? key : quote(key)
}

/** Writes data as lines: one, if it fits; the first has `indent` columns before it, which are not written. */
export function literalLines(value: Plain, quote: QuoteText, indent: number): string[] {
  const line = inline(value, quote)
  if (typeof value !== 'object' || value === null || indent + line.length <= mostColumns) return [line]
  const items: string[][] = Array.isArray(value)
    ? (value as readonly Plain[]).map((item) => literalLines(item, quote, indent + 2))
    : Object.entries(value as Readonly<Record<string, Plain>>).map(([key, item]) => {
        const [first = '', ...rest] = literalLines(item, quote, indent + 2 + key.length + 2)
        return [`${keyText(key, quote)}: ${first}`, ...rest]
      })
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return [
    open,
    ...items.flatMap((lines) => lines.map((each, at) => `  ${each}${at === lines.length - 1 ? ',' : ''}`)),
    close,
  ]
}

function inline(value: Plain, quote: QuoteText): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${(value as readonly Plain[]).map((item) => inline(item, quote)).join(', ')}]`
  const entries = Object.entries(value as Readonly<Record<string, Plain>>)
  if (entries.length === 0) return '{}'
  return `{ ${entries.map(([key, item]) => `${keyText(key, quote)}: ${inline(item, quote)}`).join(', ')} }`
}
