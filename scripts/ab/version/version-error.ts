import { stripVTControlCharacters } from 'node:util'
import { sanitize } from '../../../reports/render/sanitize.ts'

/** A version that cannot be measured: it cannot be checked out, built or started. The message says which and why. */
export class VersionError extends Error {
  override readonly name = 'VersionError'

  /** `lines` are the last that its build or its gateway printed, oldest first; they follow the message, indented. */
  constructor(message: string, lines: readonly string[] = [], options?: ErrorOptions) {
    const printed = lines.map((line) => `\n  ${sanitize(stripVTControlCharacters(line))}`)
    super(`${sanitize(message)}${printed.join('')}`, options)
  }
}
