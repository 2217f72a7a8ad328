import { costMeanings } from '../model/cost-meanings.ts'
import type { CostModel } from '../model/cost-model.ts'
import type { Footnotes } from './footnotes.ts'
import { costText, memoryTexts, modelSubject, residualTexts, untoldText, wireTexts } from './model-text.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { padLeft, padRight, textWidth, wrap } from './text-width.ts'

const indent = '  '
const deeper = '    '
const gap = '  '

/** What operations cost, on a terminal: each cost and what it is, memory, bytes, and how well that explains what was measured. */
export function modelLines(model: CostModel, width: number, paint: Paint, footnotes: Footnotes): string[] {
  const marks = model.warnings.filter(({ code }) => code !== 'residual-large').map((warning) => footnotes.mark(warning))
  const title = `What does each operation cost? ${paint.mark(marks.join(''))}`.trimEnd()
  const told = untoldText(model)
  return [
    paint.title(title),
    ...modelSubject(model)
      .flatMap((text) => wrap(sanitize(text), width, indent))
      .map(paint.faint),
    ...costLines(model, width, paint),
    ...(told === undefined ? [] : wrap(told, width, indent).map(paint.faint)),
    '',
    paint.heading('Memory'),
    ...pairLines(memoryTexts(model), width),
    ...wireLines(model, width, paint),
    '',
    ...residualLines(model, width, paint),
  ]
}

function costLines({ costs }: CostModel, width: number, paint: Paint): string[] {
  const rows = costs.map((cost) => ({ ...costText(cost), resource: costMeanings[cost.id].resource }))
  const widest = (part: 'label' | 'figure' | 'interval') => Math.max(0, ...rows.map((row) => textWidth(row[part])))
  const [label, figure, interval] = [widest('label'), widest('figure'), widest('interval')]
  const lineOf = (row: (typeof rows)[number]) => {
    const amount = `${padLeft(row.figure, figure)} ${padRight(row.interval, interval)}${gap}${row.unit}`
    const line = `${indent}${padRight(row.label, label)}${gap}${amount}`
    return textWidth(line) <= width ? [line] : [indent + row.label, deeper + amount.trimStart()]
  }
  return (['gateway', 'redis'] as const).flatMap((resource) => {
    const own = rows.filter((row) => row.resource === resource)
    if (own.length === 0) return []
    return [
      '',
      paint.heading(resource === 'gateway' ? 'CPU time of the gateway' : 'CPU time of Redis'),
      ...own.flatMap((row) => [...lineOf(row), ...wrap(row.sentence, width, deeper, deeper).map(paint.faint)]),
    ]
  })
}

function wireLines(model: CostModel, width: number, paint: Paint): string[] {
  const texts = wireTexts(model)
  return texts.length === 0 ? [] : ['', paint.heading('Bytes on the wire, beyond the text'), ...pairLines(texts, width)]
}

/** Two columns; on a narrow terminal the second one is wrapped below itself. */
function pairLines(texts: readonly (readonly [string, string])[], width: number): string[] {
  const widest = Math.max(0, ...texts.map(([what]) => textWidth(what)))
  const margin = ' '.repeat(indent.length + widest + gap.length)
  return texts.flatMap(([what, amount]) => wrap(amount, width, margin, `${indent}${padRight(what, widest)}${gap}`))
}

function residualLines(model: CostModel, width: number, paint: Paint): string[] {
  const rows = residualTexts(model)
  const numbers = ['measured', 'predicted', 'off'] as const
  const widths = numbers.map((part) => Math.max(textWidth(part), ...rows.map((row) => textWidth(row[part]))))
  const lineOf = (row: Readonly<Record<(typeof numbers)[number], string>>) =>
    numbers.map((part, at) => gap + padLeft(row[part], widths[at] ?? 0)).join('')
  const head = { measured: 'measured', predicted: 'predicted', off: 'off' }
  const whole = Math.max(0, ...rows.map(({ workload, resource }) => textWidth(nameOf(workload, resource))))
  const room = Math.max(12, Math.min(whole, width - indent.length - textWidth(lineOf(head))))
  return [
    paint.heading('Measured beside predicted, in cores, the worst first'),
    ...wrap('Workloads: rooms x members, messages per second, bytes of each text.', width, indent, indent).map(
      paint.faint,
    ),
    `${' '.repeat(indent.length + room)}${paint.faint(lineOf(head))}`,
    ...rows.flatMap((row) => {
      const name = wrap(nameOf(row.workload, row.resource), indent.length + room, deeper, indent)
      const last = name.at(-1) ?? ''
      const figures = lineOf(row)
      return [
        ...name.slice(0, -1),
        `${padRight(last, indent.length + room)}${row.isLarge ? paint.bad(figures) : figures}`,
      ]
    }),
  ]
}

function nameOf(workload: string, resource: string): string {
  return sanitize(resource === 'Redis' ? `${workload}: Redis` : workload)
}
