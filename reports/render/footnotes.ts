import type { Warning } from '../../load/warning.ts'
import type { Result } from '../report.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { wrap } from './text-width.ts'

/** Gives each warning of a report one number, in the order in which a reader meets them. */
export class Footnotes {
  readonly #numbers = new Map<string, number>()
  readonly #notes: { message: string; advice: string }[] = []

  /** The mark to put beside what the warning concerns: `[1]`. The same message has the same number everywhere. */
  mark({ message, advice }: Warning): string {
    const key = JSON.stringify([message, advice])
    const known = this.#numbers.get(key)
    if (known !== undefined) return `[${known}]`
    this.#notes.push({ message: sanitize(message), advice: sanitize(advice) })
    this.#numbers.set(key, this.#notes.length)
    return `[${this.#notes.length}]`
  }

  /** The notes in order, printable; the first one has number 1. */
  get notes(): readonly { readonly message: string; readonly advice: string }[] {
    return this.#notes
  }

  /** The notes in order: what is the case, and below it what to do; once below neighbours with the same advice. */
  lines(width: number, paint: Paint): string[] {
    return this.#notes.flatMap(({ message, advice }, at) => {
      const mark = `[${at + 1}]`
      const indent = ' '.repeat(mark.length + 1)
      const [first = '', ...rest] = wrap(`${mark} ${message}`, width, indent)
      const told = [paint.mark(mark) + first.slice(mark.length), ...rest]
      if (this.#notes[at + 1]?.advice === advice) return told
      return [...told, ...wrap(advice, width, indent, indent).map(paint.faint)]
    })
  }
}

/**
 * The warnings of a result and its completed trials, each once: trials often warn of the same thing with slightly
 * different figures, and then the first one speaks for all and says so.
 */
export function warningsOf({ warnings, trials }: Result): Warning[] {
  const completed = trials.flatMap((trial, at) => (trial.status === 'completed' ? [{ trial, number: at + 1 }] : []))
  const repeated = completed.flatMap(({ trial, number }) => trial.warnings.map((warning) => ({ warning, number })))
  const groups = Map.groupBy(repeated, ({ warning }) => keyOf(warning))
  const known = new Set(warnings.map(keyOf))
  const ofTrials = [...groups]
    .filter(([key]) => !known.has(key))
    .map(([, group]) => mergeGroup(group, completed.length))
  return [...warnings, ...ofTrials]
}

function keyOf({ code, metric }: Warning): string {
  return JSON.stringify([code, metric])
}

function mergeGroup(group: readonly { warning: Warning; number: number }[], completed: number): Warning {
  const [first, ...others] = group
  if (first === undefined) throw new RangeError('a group has at least one warning')
  const inAll = group.length === completed && others.every(({ warning }) => warning.message === first.warning.message)
  if (inAll) return first.warning
  const likewise = others.length === 0 ? '' : `; likewise in trial ${others.map(({ number }) => number).join(', ')}`
  return { ...first.warning, message: `${first.warning.message} (Trial ${first.number}${likewise}.)` }
}
