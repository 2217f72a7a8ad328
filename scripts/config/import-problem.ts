import { fileURLToPath } from 'node:url'
import type { FileProblem } from './config-source.ts'

/** Says why the module at a path could not be imported, in one sentence that says what to do, with the line where it is known. */
export function importProblem(error: unknown, path: string): FileProblem {
  const line = lineIn(error, path)
  const message = firstLine(error instanceof Error ? error.message : String(error))
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  switch (code) {
    case 'ERR_UNKNOWN_FILE_EXTENSION':
      return {
        line,
        text: `Node ${process.versions.node} reads no TypeScript; use Node 22.18 or later, or write JavaScript.`,
      }
    case 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX':
      return {
        line,
        text: `${message}: Node takes the types away and runs the rest; leave out enums, namespaces and parameter properties.`,
      }
    case 'ERR_MODULE_NOT_FOUND':
      return { line, text: `${ended(message)} ${advice(message)}` }
    default:
      return {
        line,
        text: ended(error instanceof SyntaxError ? `syntax error: ${message}` : `it threw an error: ${message}`),
      }
  }
}

function advice(message: string): string {
  return message.includes("package 'gatecrash'")
    ? 'Install it here with npm i -D gatecrash, or export the object as it is, without defineConfig.'
    : 'Install it, or correct the import.'
}

/** Node writes `file:line` before a syntax error, and otherwise there is a frame of the stack. */
function lineIn(error: unknown, path: string): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const [, place = '', line = ''] of stack.matchAll(/(?:^|\(|at )((?:file:\/\/)?\/[^\s():]+):(\d+)/gm)) {
    if ((place.startsWith('file:') ? fileURLToPath(place) : place) === path) return Number(line)
  }
  return undefined
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? ''
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
