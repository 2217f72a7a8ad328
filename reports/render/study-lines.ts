import { workloadName } from '../model/workload-name.ts'
import type { Report, Result } from '../report.ts'
import { counted } from './counted.ts'
import type { Footnotes } from './footnotes.ts'
import { warningsOf } from './footnotes.ts'
import { decimalsOf, formatNumber } from './number-format.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { targetTitle } from './section.ts'
import { wrap } from './text-width.ts'
import { trialNotes } from './trial-notes.ts'

const indent = '  '

/** Whether a report is a study of many workloads, which are not worth a table each: one with a cost model or a scaling. */
export function isStudy({ model, scaling }: Report): boolean {
  return model !== undefined || scaling !== undefined
}

/**
 * The results of a study, a line for each: what was measured, by how many trials, and what it took. Those that stand among the
 * residuals of a model already are left out, unless there is something to say of their trials.
 */
export function studyLines(report: Report, width: number, paint: Paint, footnotes: Footnotes): string[] {
  const told = new Set(report.model?.residuals.map(({ workload }) => workload))
  const results = report.results.filter((result) => !told.has(loadOf(result) ?? '') || hasSpoiled(result))
  if (results.length === 0) return []
  // Of what was measured only CPU time, memory and bytes count here: warnings about response times would be noise.
  const warnings = report.results.flatMap(warningsOf).filter(({ metric }) => metric === undefined)
  const marks = [...new Set(warnings.map((warning) => footnotes.mark(warning)))].join('')
  const heading = told.size === 0 ? 'What was measured' : 'What was measured besides'
  return [
    `${paint.heading(heading)} ${paint.mark(marks)}`.trimEnd(),
    ...results.flatMap((result) => {
      const line = `${resultName(result)}: ${resultText(result)}`
      const notes = trialNotes(result, footnotes).flatMap((note) =>
        wrap(note.replace(/^, /, ''), width, indent + indent, indent + indent),
      )
      return [...wrap(line, width, indent + indent, indent), ...notes.map(paint.bad)]
    }),
  ]
}

/** What was asked of which target: the load where messages are sent, else the scenario and the transport. */
export function resultName(result: Result): string {
  const { scenario, transport, parameters } = result
  const { handlers } = parameters
  const spare = typeof handlers === 'number' && handlers > 0 ? [counted(handlers, 'spare handler')] : []
  const name = loadOf(result) ?? `${transport} on ${targetTitle(result)}`
  return sanitize([`${scenario}, ${name}`, ...spare].join(', '))
}

/** By how many trials, and what it took: the figure that its scenario is measured for. */
export function resultText({ trials, summary }: Result): string {
  const completed = trials.filter(({ status }) => status === 'completed').length
  const figures = keyFigures.flatMap(({ id, before, after }) => {
    const median = summary[id]?.median
    return median === undefined ? [] : [`${before}${formatNumber(median, decimalsOf(median, 3))}${after}`]
  })
  return [counted(completed, 'trial'), ...figures].join(', ')
}

/** The name of the load, where messages were sent. */
function loadOf(result: Result): string | undefined {
  const { offered } = result
  const sends = offered !== undefined && Object.values(offered.messages).some((rate) => rate > 0)
  return sends ? workloadName(offered, result) : undefined
}

function hasSpoiled({ trials }: Result): boolean {
  return trials.some(({ status }) => status !== 'completed')
}

const keyFigures = [
  { id: 'server.cpu', before: 'gateway ', after: ' cores' },
  { id: 'redis.cpu', before: 'Redis ', after: ' cores' },
  { id: 'delivery.serverCpuMicros', before: '', after: ' µs per delivery' },
  { id: 'connect.serverCpu', before: '', after: ' ms per connect' },
  { id: 'idle.serverCpuPerMinute', before: '', after: ' ms per idle connection and minute' },
] as const
