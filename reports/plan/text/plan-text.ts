import { paintOf, type Paint } from '../../render/paint.ts'
import { sanitize } from '../../render/sanitize.ts'
import { padRight, textWidth, wrap } from '../../render/text-width.ts'
import { isTooMuch } from '../judgement.ts'
import type { Plan } from '../plan.ts'
import { answerText } from './answer-text.ts'
import { beyondHeadline, measureAdvice } from './beyond-text.ts'
import { columnLines } from './columns.ts'
import { demandPairs } from './demand-text.ts'
import { basisSentence, costSentence, growthSentences, stormSentences, trafficSentence } from './plan-sentences.ts'
import { settingsPairs } from './settings-text.ts'
import { useCaption, useRows } from './use-rows.ts'
import { whatIfCaption, whatIfColumns, whatIfRows } from './what-if-rows.ts'

const narrowest = 40

/** A plan for a terminal: what reaches beyond the measurements, the answer, its figures, what if, what to configure. */
export function renderPlanText(plan: Plan, options: { readonly width: number; readonly color: boolean }): string {
  const paint = paintOf(options.color)
  const width = Math.max(narrowest, options.width)
  const told = (text: string, indent = '') => wrap(text, width, indent)
  const cost = costSentence(plan)
  const blocks = [
    headlineLines(plan, told, paint),
    told(basisSentence(plan)).map(paint.faint),
    [paint.heading('Demand'), ...pairs(demandPairs(plan.demand), width)],
    useLines(plan, width, paint),
    [
      ...told(trafficSentence(plan)),
      ...[...stormSentences(plan), ...growthSentences(plan)].flatMap((text) => told(text, '  ')),
      ...(cost === undefined ? [] : told(cost, '  ')),
    ],
    [paint.heading('What if'), ...whatIfLines(plan, width, paint)],
    [paint.heading('To configure'), ...pairs(settingsPairs(plan), width)],
    [paint.heading('To know'), ...plan.notes.flatMap((note) => wrap(sanitize(note), width, '  ', '- '))],
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

type Told = (text: string, indent?: string) => string[]

function headlineLines(plan: Plan, told: Told, paint: Paint): string[] {
  const beyond = beyondHeadline(plan.beyond)
  const answer = told(answerText(plan)).map(plan.answer.met ? paint.good : paint.bad)
  if (beyond === undefined) return answer
  const advice = `It is reckoned with the same costs all the same. To measure: ${measureAdvice(plan.beyond).join('; ')}.`
  return [...told(beyond).map(paint.mark), ...told(advice).map(paint.faint), '', ...answer]
}

function useLines(plan: Plan, width: number, paint: Paint): string[] {
  const rows = useRows(plan)
  const lines = columnLines(
    [
      ['', 'used', 'between', 'allowed', 'share'],
      ...rows.map(({ label, value, interval, limit, share }) => [label, value, interval, limit, share]),
    ],
    { width, words: [0], optional: [2, 3] },
  )
  const tones = rows.map(({ use }) => (isTooMuch(use) ? paint.bad : (text: string) => text))
  return [
    paint.heading('Used of what is allowed'),
    ...lines.map((line, at) => (at === 0 ? paint.faint(line) : (tones[at - 1]?.(line) ?? line))),
    ...wrap(useCaption(plan), width).map(paint.faint),
  ]
}

function whatIfLines(plan: Plan, width: number, paint: Paint): string[] {
  const rows = whatIfRows(plan)
  const [head = '', ...lines] = columnLines([['', ...whatIfColumns.slice(1)], ...rows.map(({ cells }) => cells)], {
    width,
    words: [0, 6],
    optional: [4, 5, 3],
  })
  const caption = whatIfCaption(plan)
  return [
    paint.faint(head),
    ...lines.map((line, at) => (rows[at]?.whatIf.judged.met === false ? paint.bad(line) : line)),
    ...(caption === undefined ? [] : wrap(caption, width).map(paint.faint)),
  ]
}

/** Names stand in a column of their own, and what is said of each wraps beside it. */
function pairs(all: readonly (readonly [string, string])[], width: number): string[] {
  const column = Math.max(...all.map(([name]) => textWidth(name))) + 2
  return all.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(text, Math.max(narrowest, width - column))
    return [padRight(name, column) + first, ...rest.map((line) => ' '.repeat(column) + line)]
  })
}
