import { apart } from './apart.ts'
import type { Field } from './field.ts'
import { keyText, literalLines, yamlText } from './literal.ts'

/** Writes a configuration as YAML. Throws a `TypeError` for a function, which YAML cannot hold. */
export function writeYaml(head: readonly string[], fields: readonly Field[]): string {
  const lines = [...head.map(commented), '', ...apart(fields.map(fieldLines))]
  return `${lines.join('\n')}\n`
}

function fieldLines({ key, value, comment, isExample }: Field): string[] {
  const name = keyText(key, yamlText)
  const lines = value.kind === 'section' ? [`${name}:`, ...value.fields.flatMap(indented)] : plainLines(name, value)
  return [...comment.map(commented), ...(isExample ? lines.map(commented) : lines)]
}

function indented(field: Field): string[] {
  return fieldLines(field).map((line) => `  ${line}`)
}

function plainLines(name: string, value: Exclude<Field['value'], { kind: 'section' }>): string[] {
  if (value.kind === 'code') throw new TypeError(`${name} is a function, which YAML cannot hold`)
  const [first = '', ...rest] = literalLines(value.value, yamlText, name.length + 9)
  // A flow collection that goes on must be deeper than its key.
  return [`${name}: ${first}`, ...rest.map((line) => `  ${line}`)]
}

function commented(line: string): string {
  return `# ${line}`.trimEnd()
}
