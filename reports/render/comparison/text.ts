import type { Comparison, ResultComparison, Verdict } from '../../compare/comparison.ts'
import { resultTitle } from '../../compare/match-results.ts'
import { Footnotes } from '../footnotes.ts'
import { paintOf, type Paint } from '../paint.ts'
import type { RenderOptions } from '../renderer.ts'
import { sanitize } from '../sanitize.ts'
import { padRight, wrap } from '../text-width.ts'
import { toneOf, verdictLegend } from '../verdict-marks.ts'
import { changeTableLines } from './change-table.ts'
import { headlineOf } from './headline.ts'
import { environmentChangeText, identityText, machineText, tellingChanges } from './identity.ts'
import { pairedText } from './paired-text.ts'
import { gateRules, rulesAdvice } from './rules.ts'

const narrowest = 40

/** How a comparison is shown on a terminal. */
export interface ComparisonTextOptions extends RenderOptions {
  /** Every metric; otherwise the gated ones and those that changed. */
  readonly all?: boolean
}

/** Shows a comparison on a terminal: the verdict in words, a table per result, what to know about it, and the rules. */
export function renderComparisonText(comparison: Comparison, options: ComparisonTextOptions): string {
  const paint = paintOf(options.color)
  const width = Math.max(narrowest, options.width)
  const footnotes = new Footnotes()
  const results = comparison.results.map((result) => resultLines(result, options.all ?? false, footnotes, width, paint))
  const blocks = [
    wrap(headlineOf(comparison), width).map(verdictPaint(comparison.verdict, paint)),
    originLines(comparison, width, paint),
    ...results,
    onlyLines(comparison, width),
    footnotes.lines(width, paint),
    rulesLines(comparison, width, paint),
    options.path === undefined ? [] : wrap(`Written: ${sanitize(options.path)}`, width),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** The style of a verdict: good and bad news in colour, what was not decided marked. */
export function verdictPaint(verdict: Verdict, paint: Paint): (text: string) => string {
  const { tone } = toneOf(verdict) ?? {}
  if (tone !== undefined) return paint[tone]
  return verdict === 'same' ? paint.heading : paint.mark
}

function originLines(comparison: Comparison, width: number, paint: Paint): string[] {
  const { base, head, environment, environmentChanges, paired } = comparison
  return [
    ...wrap(`base  ${identityText(base)}`, width, '      '),
    ...wrap(`head  ${identityText(head)}`, width, '      '),
    ...wrap(`on    ${machineText(environment)}`, width, '      '),
    ...tellingChanges(environmentChanges).flatMap((change) => {
      const style = change.prevents ? paint.bad : paint.mark
      return wrap(`diff  ${environmentChangeText(change)}`, width, '      ').map(style)
    }),
    ...(paired === undefined ? [] : ['', ...wrap(pairedText(paired), width)]),
  ]
}

function resultLines(
  result: ResultComparison,
  all: boolean,
  footnotes: Footnotes,
  width: number,
  paint: Paint,
): string[] {
  const parameters = Object.entries(result.parameters).map(([name, value]) => sanitize(`${name} ${String(value)}`))
  const table = changeTableLines(result, all, footnotes, width, paint)
  return [
    ...wrap(`${sanitize(resultTitle(result))}: ${sanitize(result.question)}`, width, '  ').map(paint.title),
    ...wrap(parameters.join(', '), width).map(paint.faint),
    ...result.incomparable.flatMap((clause) =>
      wrap(`Not measured alike: ${sanitize(clause)}.`, width, '  ').map(paint.bad),
    ),
    '',
    ...(table.length === 0
      ? ['No gated metric was measured, and none of the others changed; --all shows them.']
      : table),
    ...result.notes.flatMap(({ side, message }) => wrap(`${side}: ${sanitize(message)}.`, width, '  ').map(paint.mark)),
  ]
}

function onlyLines({ onlyInBase, onlyInHead }: Comparison, width: number): string[] {
  const line = (side: string, titles: readonly string[]) =>
    titles.length === 0 ? [] : wrap(`Only in ${side}: ${titles.map(sanitize).join('; ')}.`, width, '  ')
  return [...line('base', onlyInBase), ...line('head', onlyInHead)]
}

function rulesLines(comparison: Comparison, width: number, paint: Paint): string[] {
  const rules = gateRules(comparison)
  if (rules.length === 0) return []
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length))
  const ids = widest(rules.map(({ id }) => id))
  const limits = widest(rules.map(({ limit }) => limit))
  return [
    paint.heading('Gated metrics and their limits'),
    ...rules.flatMap(({ id, limit, name }) =>
      wrap(`  ${padRight(id, ids)}  ${padRight(limit, limits)}  ${name}`, width, ' '.repeat(ids + limits + 6)),
    ),
    ...wrap(`${legendOf(comparison)} ${rulesAdvice}`, width).map(paint.faint),
  ]
}

function legendOf({ results }: Comparison): string {
  const effects = results.flatMap(({ metrics }) => metrics.flatMap(({ effect }) => effect ?? []))
  const confidence = effects[0]?.confidence
  const corrected = effects.some(({ adjustedP }) => adjustedP !== undefined)
  const interval = confidence === undefined ? '' : ` Changes with their interval of ${Math.round(confidence * 100)} %.`
  const holm = corrected
    ? ' p of gated metrics is corrected for their number (Holm); the others are looked at alone, so 1 in 20 of them changes by chance.'
    : ''
  return `Medians over trials.${interval}${holm} ${verdictLegend}.`
}
