import { apart } from './apart.ts'
import type { Field } from './field.ts'
import { javaScriptText, keyText, literalLines } from './literal.ts'

/**
 * Writes a configuration as TypeScript or JavaScript. `gatecrash` is named by its types only, so that the file can be read
 * where the package is not installed, as under `npx`.
 */
export function writeModule(format: 'ts' | 'js', head: readonly string[], fields: readonly Field[]): string {
  const lines = [
    ...head.map((line) => `// ${line}`.trimEnd()),
    ...(format === 'ts' ? ["import type { Config } from 'gatecrash'"] : []),
    '',
    ...(format === 'js' ? ["/** @type {import('gatecrash').Config} */"] : []),
    'export default {',
    ...apart(fields.map((each) => fieldLines(each, format).map((line) => `  ${line}`))),
    format === 'ts' ? '} satisfies Config' : '}',
  ]
  return `${lines.join('\n')}\n`
}

/** The lines of a field, without the indent of what it is in. */
function fieldLines({ key, value, comment, isExample }: Field, format: 'ts' | 'js'): string[] {
  const lines = valueLines(value, format, key.length)
  lines[0] = `${keyText(key, javaScriptText)}: ${lines[0] ?? ''}`
  lines[lines.length - 1] += ','
  return [...comment.map((line) => `// ${line}`), ...(isExample ? lines.map((line) => `// ${line}`) : lines)]
}

function valueLines(value: Field['value'], format: 'ts' | 'js', keyColumns: number): string[] {
  switch (value.kind) {
    case 'plain':
      // Three columns for an example's slashes, so that it still fits when they are taken away or put there.
      return literalLines(value.value, javaScriptText, keyColumns + 9)
    case 'code':
      return [...value.lines(format)]
    case 'section':
      return ['{', ...value.fields.flatMap((each) => fieldLines(each, format)).map((line) => `  ${line}`), '}']
  }
}
