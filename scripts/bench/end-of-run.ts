import type { TrialResult } from '../../load/trial-result.ts'
import type { Cell } from './cell.ts'

/** How a trial fails where the next one would fail as well: the gateway cannot be reached, started or understood. */
const unusable = new Set(['preflight-failed', 'login', 'unreachable', 'start-failed', 'start-timeout', 'port-in-use'])

/** A run that ends before its last trial, since going on would be of no use; the message is one line that says why. */
export class EndOfRun extends Error {
  override readonly name = 'EndOfRun'
}

/**
 * Why a run ends with that trial of a gateway of the user's; `undefined` where it goes on. With `errorsAreAnswers` too many
 * errors are what a search with less load goes on from; else nobody pushes a gateway further that fails.
 */
export function reasonToEnd(cell: Cell, result: TrialResult, errorsAreAnswers: boolean): EndOfRun | undefined {
  if (cell.own === undefined || result.status !== 'failed') return undefined
  const { code, message } = result.error
  const isOverwhelmed = code === 'too-many-errors' && !errorsAreAnswers
  if (!unusable.has(code) && !isOverwhelmed) return undefined
  const where = code === 'preflight-failed' ? '' : `${result.phase} failed: `
  return new EndOfRun(`${cell.scenario.name} on ${cell.target}, ${cell.transport}: ${where}${message}`)
}
