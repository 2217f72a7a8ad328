import { stepResults } from '../saturation.ts'
import { accountLines } from './account.ts'
import { captionOf } from './caption.ts'
import { Footnotes } from './footnotes.ts'
import { headingLines } from './heading.ts'
import { metricTable } from './metric-table.ts'
import { modelLines } from './model.ts'
import { paintOf, type Paint } from './paint.ts'
import type { Renderer, RenderOptions } from './renderer.ts'
import { sanitize } from './sanitize.ts'
import { saturationLines } from './saturation.ts'
import { scalingLines } from './scaling.ts'
import { sectionsOf, type Section } from './section.ts'
import { isStudy, studyLines } from './study-lines.ts'
import { layOutTable } from './table-layout.ts'
import { wrap } from './text-width.ts'
import { trialNotes } from './trial-notes.ts'
import { verdictLines } from './verdict-lines.ts'

const narrowest = 40

/** Shows a report on a terminal: what was measured on what, a table per scenario, what went wrong, what to know about it. */
export const renderTerminal: Renderer = (report, options) => {
  const paint = paintOf(options.color)
  const width = Math.max(narrowest, options.width)
  const footnotes = new Footnotes()
  const steps = stepResults(report.saturation)
  const results = report.results.filter((_, at) => !steps.has(at))
  const findings = [
    ...(report.saturation ?? []).map((saturation) => saturationLines(saturation, width, paint)),
    ...(report.model === undefined ? [] : [modelLines(report.model, width, paint, footnotes)]),
    ...(report.scaling ?? []).map((scaling) => scalingLines(scaling, width, paint)),
  ]
  const sections = isStudy(report)
    ? [studyLines(report, width, paint, footnotes)]
    : sectionsOf(results).map((section) => sectionLines(section, width, paint, footnotes))
  const blocks = [
    headingLines(report, width, paint),
    ...findings,
    ...(sections.length + findings.length === 0
      ? [['No results: the run ended before its first trial did.']]
      : sections),
    verdictLines(report.results, width, paint),
    footnotes.lines(width, paint),
    placesOf(options),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function placesOf({ path, page }: RenderOptions): string[] {
  const places = Object.entries({ Report: path, Page: page })
  return places.flatMap(([what, place]) => (place === undefined ? [] : [`${what}: ${sanitize(place)}`]))
}

function sectionLines(section: Section, width: number, paint: Paint, footnotes: Footnotes): string[] {
  const title = wrap(`${section.scenario}: ${section.question}`, width, '  ').map(paint.title)
  const common = wrap(section.common.join(', '), width).map(paint.faint)
  const table = metricTable(section, footnotes)
  const figures =
    table.groups.length === 0
      ? ['No completed trial, so no figures.']
      : [...layOutTable(table, width, paint), '', ...wrap(captionOf(section), width).map(paint.faint)]
  return [...title, ...common, '', ...figures, ...outcomeLines(section, width, paint, footnotes)]
}

/** What became of the messages and trials of each column. */
function outcomeLines({ columns }: Section, width: number, paint: Paint, footnotes: Footnotes): string[] {
  return columns.flatMap(({ title, result }) => {
    const told = (line: string) => wrap(title + line, width, '  ')
    const account = accountLines(result).flatMap(told)
    const notes = trialNotes(result, footnotes).flatMap(told).map(paint.bad)
    const none = result.trials.length === 0 ? told(': no trial has ended yet') : []
    return [...account, ...notes, ...none]
  })
}
