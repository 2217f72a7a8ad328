import type { Column } from '../../render/section.ts'
import type { Result } from '../../report.ts'
import type { Distribution } from '../figures/percentile-figure.ts'
import { percentileFigure } from '../figures/percentile-figure.ts'
import type { Markup } from '../markup.ts'

const reading =
  'At 99 %: 99 of 100 samples took at most that long; every further nine has the same room. The curve is over all completed trials, a faint one over a single trial.'

/** A response time that is drawn, by the name of its histogram. */
export const drawnTimes = [
  { name: 'delivery', title: 'Delivery time by percentile' },
  { name: 'connect', title: 'Connect time by percentile' },
  { name: 'ack', title: 'Acknowledgement time by percentile' },
] as const

/** The percentile curves of a section: one figure per response time, one curve per column. */
export function curvesOf(id: string, columns: readonly Column[]): Markup[] {
  const whole = drawnTimes.map(({ name, title }) =>
    percentileFigure(
      { id: `${id}-curve-${name}`, title, caption: reading },
      columns.map((column) => distribution(column.title, column.result, name)).filter(isMeasured),
    ),
  )
  const crossing = columns.flatMap(({ title, result }) => [
    distribution(`${title}, same instance`, result, 'delivery.local'),
    distribution(`${title}, other instance`, result, 'delivery.remote'),
  ])
  const crosses = crossing.some(({ histograms }, at) => at % 2 === 1 && histograms.length > 0)
  const byInstance = percentileFigure(
    { id: `${id}-curve-instances`, title: 'Delivery time by instance', caption: reading },
    crosses ? pairsWithBoth(crossing) : [],
  )
  return [...whole, byInstance].filter((figure) => figure !== undefined)
}

/** What the completed trials of a result hold under one name. */
export function distribution(label: string, { trials }: Result, name: string): Distribution {
  const completed = trials.filter((trial) => trial.status === 'completed')
  return { label, histograms: completed.flatMap(({ histograms }) => histograms[name] ?? []) }
}

function isMeasured({ histograms }: Distribution): boolean {
  return histograms.length > 0
}

/** A single instance has only one of the two, which the curve of all deliveries shows already. */
function pairsWithBoth(crossing: readonly Distribution[]): Distribution[] {
  return crossing.filter((one, at) => isMeasured(one) && isMeasured(crossing[at % 2 === 0 ? at + 1 : at - 1] ?? one))
}
