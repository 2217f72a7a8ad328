import type { Saturation, SaturationSearch } from '../saturation.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import {
  answerText,
  basisText,
  bindingText,
  conditionText,
  loadText,
  outcomeWords,
  searchText,
  subjectText,
} from './saturation-text.ts'
import { padLeft, padRight, wrap } from './text-width.ts'

const indent = '  '
const gap = '  '

/** How much one target holds, on a terminal: the answer, what it rests on, what binds, and every load that was offered. */
export function saturationLines(saturation: Saturation, width: number, paint: Paint): string[] {
  const told = (text: string) => wrap(sanitize(text), width, indent)
  const searches = saturation.searches.flatMap((search, n) => searchLines(search, n + 1, width, paint))
  return [
    ...told(`How much does ${subjectText(saturation)} hold?`).map(paint.title),
    ...told(conditionText(saturation)).map(paint.faint),
    '',
    ...told(answerText(saturation)).map(paint.heading),
    ...basisText(saturation).flatMap(told),
    ...told(bindingText(saturation)),
    ...saturation.binding.evidence.flatMap((text) => wrap(sanitize(text), width, indent, indent)),
    ...(searches.length === 0 ? [] : ['', ...searches]),
  ]
}

function searchLines(search: SaturationSearch, number: number, width: number, paint: Paint): string[] {
  const { steps } = search
  const loads = steps.map(({ load }) => loadText(load))
  const widest = Math.max(0, ...loads.map((load) => load.length))
  const words = Math.max(...Object.values(outcomeWords).map((word) => word.length))
  const rest = ' '.repeat(indent.length + widest + gap.length + words + gap.length)
  const lines = steps.flatMap(({ outcome, reason }, n) => {
    const word = padRight(outcomeWords[outcome], words)
    const painted = outcome === 'held' ? paint.good(word) : outcome === 'not-held' ? paint.bad(word) : paint.mark(word)
    const [first = '', ...others] = wrap(sanitize(reason), Math.max(1, width - rest.length))
    const head = `${indent}${padLeft(loads[n] ?? '', widest)}${gap}${painted}${gap}${first}`
    return [head, ...others.map((line) => rest + line)]
  })
  return [...wrap(searchText(search, number), width, indent).map(paint.heading), ...lines]
}
