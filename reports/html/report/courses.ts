import type { CompletedTrial, Series } from '../../../load/trial-result.ts'
import type { Unit } from '../../metric.ts'
import type { Column } from '../../render/section.ts'
import { cycle } from '../figures/chart-spec.ts'
import { timeFigure, type Course } from '../figures/time-figure.ts'
import { markup, type Markup } from '../markup.ts'

/** One value over time that is drawn: of the generator's side by column, of the target's by column and instance. */
interface Drawn {
  /** Name of the series; `instance.N.` stands before those of instances. */
  readonly name: string
  readonly title: string
  readonly axis: string
  readonly unit: Unit
  readonly caption: string
}

const generatorSide: readonly Drawn[] = (
  [
    ['delivery', 'Delivery time', 'Deliveries'],
    ['connect', 'Connect time', 'Connects'],
  ] as const
).flatMap(([name, time, rate]) => [
  drawn(
    `${name}.p50`,
    `${time} over time, p50`,
    time.toLowerCase(),
    'ms',
    'Half of what ended in that second was slower.',
  ),
  drawn(
    `${name}.p99`,
    `${time} over time, p99`,
    time.toLowerCase(),
    'ms',
    '1 in 100 of what ended in that second was slower.',
  ),
  drawn(
    `${name}.rate`,
    `${rate} per second`,
    rate.toLowerCase(),
    'per second',
    'What ended in that second; a last second that the window cuts short is left out.',
  ),
])

const targetSide: readonly Drawn[] = [
  drawn('cpu', 'Gateway CPU over time', 'CPU time', 'cores', 'CPU time that an instance used per second.'),
  drawn(
    'eventLoopDelay.p99',
    'Event-loop delay over time, p99',
    'delay',
    'ms',
    'How late the event loop of an instance came to its timers in that second.',
  ),
  drawn('rss', 'Gateway memory over time', 'resident memory', 'bytes', 'Resident memory of an instance.'),
]

/** Figures over time of a section, or a sentence where the window was too short for any. */
export function coursesOf(id: string, columns: readonly Column[]): Markup | undefined {
  const measured = columns.map(({ title, result }) => ({
    title,
    trials: result.trials.filter((trial) => trial.status === 'completed'),
  }))
  if (measured.every(({ trials }) => trials.length === 0)) return undefined
  const figures = [
    ...generatorSide.map((one) => figureOf(id, one, byColumn(measured, one.name))),
    ...targetSide.map((one) => figureOf(id, one, byInstance(measured, one.name))),
  ].filter((figure) => figure !== undefined)
  const heading = markup`<h3>Over time</h3>`
  return figures.length === 0
    ? markup`${heading}<p class="hint">The window was too short to show a course over time; that takes readings in two different seconds.</p>`
    : markup`${heading}<div class="figure-grid">${figures}</div>`
}

interface Measured {
  readonly title: string
  readonly trials: readonly CompletedTrial[]
}

function figureOf(id: string, { name, title, axis, unit, caption }: Drawn, courses: readonly Course[]) {
  return timeFigure({ id: `${id}-time-${name.replaceAll('.', '-')}`, title, axis, unit, caption }, courses)
}

function byColumn(measured: readonly Measured[], name: string): Course[] {
  return measured
    .map(({ title, trials }, at) => ({
      label: title,
      color: cycle(at),
      dash: cycle(at),
      series: trials.flatMap(({ series, windowMs }) => {
        const one = series[name]
        return one === undefined ? [] : [name.endsWith('.rate') ? wholeSeconds(one, windowMs) : one]
      }),
    }))
    .filter(({ series }) => series.length > 0)
}

function byInstance(measured: readonly Measured[], name: string): Course[] {
  const courses = measured.flatMap(({ title, trials }, at) =>
    instancesOf(trials).map((instance, _, all) => ({
      label: all.length === 1 ? title : `${title}, instance ${instance}`,
      color: cycle(at),
      series: trials.flatMap(({ series }) => series[`instance.${instance}.${name}`] ?? []),
    })),
  )
  return courses.filter(({ series }) => series.length > 0).map((course, at) => ({ ...course, dash: cycle(at) }))
}

/** The numbers of the instances that trials have readings of. */
export function instancesOf(trials: readonly CompletedTrial[]): number[] {
  const names = trials.flatMap(({ series }) => Object.keys(series))
  const numbers = names.flatMap((name) => /^instance\.(\d{1,4})\./.exec(name)?.[1] ?? [])
  return [...new Set(numbers.map(Number))].sort((a, b) => a - b)
}

/** A count of less than a second is no rate. */
function wholeSeconds({ unit, at, values }: Series, windowMs: number): Series {
  const kept = at.flatMap((time, n) => (time + 1000 <= windowMs ? [n] : []))
  return { unit, at: kept.map((n) => at[n] ?? 0), values: kept.map((n) => values[n] ?? null) }
}

function drawn(name: string, title: string, axis: string, unit: Unit, caption: string): Drawn {
  return { name, title, axis, unit, caption }
}
