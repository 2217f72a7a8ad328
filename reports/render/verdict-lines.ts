import { metricOf } from '../metrics.ts'
import type { Result, SloVerdict } from '../report.ts'
import { keeps, parseSlo, type Slo } from '../slo.ts'
import { decimalsOf, formatNumber, scaleOf } from './number-format.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { targetTitle } from './section.ts'
import { padRight, wrap } from './text-width.ts'

const digits = 4
const mostDecimals = 12

/** One line per SLO and result: met or missed, and by which figure. */
export function verdictLines(results: readonly Result[], width: number, paint: Paint): string[] {
  const verdicts = results.flatMap((result) => result.slo.map((verdict) => ({ verdict, result })))
  if (verdicts.length === 0) return []
  const widest = Math.max(...verdicts.map(({ verdict }) => sanitize(verdict.slo).length))
  const lines = verdicts.flatMap(({ verdict, result }) => {
    const where = `${sanitize(result.scenario)}, ${targetTitle(result)}, ${result.transport}`
    const word = verdict.met ? 'met   ' : 'missed'
    const [first = '', ...rest] = wrap(
      `${padRight(sanitize(verdict.slo), widest)}  ${judgedFigure(verdict)}  ${where}`,
      width - 10,
      '  ',
    )
    const painted = verdict.met ? paint.good(word) : paint.bad(word)
    return [`  ${painted}  ${first}`, ...rest.map((line) => ' '.repeat(10) + line)]
  })
  return [paint.heading('Service level objectives'), ...lines]
}

/** The judged figure of an SLO, in the unit that its bound is written in. */
export function judgedFigure({ slo: text, value, met }: SloVerdict): string {
  if (value === null) return 'not measured'
  const slo = readSlo(text)
  if (slo === undefined) return formatNumber(value, decimalsOf(value, digits))
  const { unit } = metricOf(slo.metric)
  const label = unit === 'bytes' ? 'bytes' : unit === 'ratio' ? '' : scaleOf(unit, [value]).label
  return `${formatNumber(value, tellingDecimals(slo, value, met))} ${label}`.trim()
}

/** Enough decimals to see on which side of the bound a figure lies. */
function tellingDecimals(slo: Slo, value: number, met: boolean): number {
  const fewest = decimalsOf(value, digits)
  for (let decimals = fewest; decimals < mostDecimals; decimals++) {
    if (keeps(slo, Number(value.toFixed(decimals))) === met) return decimals
  }
  return mostDecimals
}

/** An SLO that a newer version wrote may not be readable; its verdict still is. */
function readSlo(text: string): Slo | undefined {
  try {
    return parseSlo(text)
  } catch {
    return undefined
  }
}
