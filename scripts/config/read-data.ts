import { LineCounter, parseDocument } from 'yaml'
import { lineOf } from '../../reports/yaml-line.ts'
import type { ConfigSource } from './config-source.ts'

/** Reads the text of a configuration in YAML or JSON, which is YAML too. */
export function readData(text: string): ConfigSource {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
    line: lines.linePos(pos[0]).line,
    text: `${message}.`,
  }))
  if (broken.length > 0) return { problems: broken }
  try {
    const value: unknown = document.toJS()
    return { value, lineOf: (path) => lineOf(document, path, lines) }
  } catch (error) {
    return { problems: [{ line: undefined, text: error instanceof Error ? error.message : String(error) }] }
  }
}
