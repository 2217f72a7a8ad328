import { median } from 'simple-statistics'
import { formatNumber } from '../../render/number-format.ts'
import { loadText, subjectText } from '../../render/saturation-text.ts'
import type { Report } from '../../report.ts'
import type { Saturation, SaturationStep } from '../../saturation.ts'
import type { ChartLine, ChartSpec } from '../figures/chart-spec.ts'
import { plotFigure } from '../figures/figure.ts'
import type { Markup } from '../markup.ts'

/** A time that an objective holds, with its bound in milliseconds. */
interface Bounded {
  readonly metric: string
  readonly bound: number
}

/** The response time that decided, at one load: medians over its steps by outcome. */
interface Point {
  readonly load: number
  readonly held: number | null
  readonly notHeld: number | null
}

const ticksOfDecade = [1, 2, 5]

/**
 * The response time over the load: what was held, what was not, and the bound. Loads stand on a logarithmic axis, since that is how
 * they are searched. Nothing where no objective bounds a time, or fewer than two loads were measured.
 */
export function saturationCurve(id: string, saturation: Saturation, results: Report['results']): Markup | undefined {
  const bounded = boundedTime(saturation)
  if (bounded === undefined) return undefined
  const points = pointsOf(saturation, results, bounded.metric)
  if (points.length < 2) return undefined
  const { parameter, unit } = saturation
  const spec: ChartSpec = {
    names: points.map(({ load }) => `${loadText(load)} ${unit}`),
    x: points.map(({ load }) => Number(Math.log10(load).toFixed(4))),
    xLabel: `${parameter}, in ${unit}`,
    xTicks: ticksBetween(points[0]?.load ?? 1, points.at(-1)?.load ?? 1),
    yLabel: 'milliseconds',
    unit: 'ms',
    yScale: 'log',
    hasPoints: true,
    lines: [
      line(
        'held',
        1,
        points.map(({ held }) => held),
      ),
      line(
        'not held',
        2,
        points.map(({ notHeld }) => notHeld),
      ),
      line(
        'objective',
        3,
        points.map(() => bounded.bound),
      ),
    ],
    bands: [],
  }
  const title = `${bounded.metric} over the load: ${subjectText(saturation)}`
  const caption =
    'Each point is the median over the steps at that load. Left of the point where the curve crosses the objective the gateway keeps up; right of it a queue grows for as long as the window is open. Both axes are logarithmic.'
  return plotFigure({ id, title, caption }, spec, {
    caption: `${title}, in milliseconds`,
    columns: [unit, 'Held', 'Not held'],
    rows: points.map(({ load, held, notHeld }) => ({
      heading: { text: loadText(load), value: load },
      cells: [held, notHeld].map((value) => ({
        text: value === null ? '-' : formatNumber(value, 1),
        value: value ?? '',
      })),
    })),
  })
}

/** The first objective that bounds a time from above. */
function boundedTime({ slos }: Saturation): Bounded | undefined {
  for (const slo of slos) {
    const [, metric, bound] = /([\w.-]+\.(?:p\d+|max))\s*<=?\s*(\S+)$/.exec(slo) ?? []
    if (metric !== undefined && Number(bound) > 0) return { metric, bound: Number(bound) }
  }
  return undefined
}

function pointsOf({ searches }: Saturation, results: Report['results'], metric: string): Point[] {
  const steps = searches.flatMap((search) => search.steps)
  const loads = [...new Set(steps.map(({ load }) => load))].sort((a, b) => a - b)
  const points = loads.map((load) => {
    const atLoad = steps.filter((step) => step.load === load)
    const medianOf = (outcome: SaturationStep['outcome']) => {
      const values = atLoad
        .filter((step) => step.outcome === outcome)
        .flatMap((step) => figureOf(step, results, metric))
      return values.length === 0 ? null : Number(median(values).toPrecision(4))
    }
    return { load, held: medianOf('held'), notHeld: medianOf('not-held') }
  })
  return points.filter(({ held, notHeld }) => held !== null || notHeld !== null)
}

/** The figure of the trial that decided a step; none on a logarithmic axis where it is not above zero. */
function figureOf({ trials }: SaturationStep, results: Report['results'], metric: string): number[] {
  const place = trials.at(-1)
  const trial = place && results[place.result]?.trials[place.trial]
  if (trial === undefined) return []
  const measurement = 'metrics' in trial ? trial : trial.partial
  const value = measurement?.metrics[metric]
  return value !== undefined && value > 0 ? [value] : []
}

function ticksBetween(least: number, most: number): [number, string][] {
  const decades = Array.from(
    { length: Math.ceil(Math.log10(most)) - Math.floor(Math.log10(least)) + 1 },
    (_, n) => 10 ** (Math.floor(Math.log10(least)) + n),
  )
  return decades
    .flatMap((decade) => ticksOfDecade.map((step) => decade * step))
    .filter((tick) => tick >= least * 0.999 && tick <= most * 1.001)
    .map((tick) => [Number(Math.log10(tick).toFixed(4)), loadText(tick)])
}

function line(label: string, at: number, values: readonly (number | null)[]): ChartLine {
  return { label, color: at, dash: at, values, isFaint: false }
}
