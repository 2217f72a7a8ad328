import { findMetric } from '../metrics.ts'
import type { Result, SloVerdict } from '../report.ts'
import { parseSlo } from '../slo.ts'
import { decimalsOf, formatNumber, scaleOf } from './number-format.ts'
import type { Paint } from './paint.ts'
import { sanitize } from './sanitize.ts'
import { targetTitle } from './section.ts'
import { padRight, wrap } from './text-width.ts'

/** One line per SLO and result: met or missed, and by which figure. */
export function verdictLines(results: readonly Result[], width: number, paint: Paint): string[] {
  const verdicts = results.flatMap((result) => result.slo.map((verdict) => ({ verdict, result })))
  if (verdicts.length === 0) return []
  const widest = Math.max(...verdicts.map(({ verdict }) => sanitize(verdict.slo).length))
  const lines = verdicts.flatMap(({ verdict, result }) => {
    const where = `${sanitize(result.scenario)}, ${targetTitle(result)}, ${result.transport}`
    const word = verdict.met ? 'met   ' : 'missed'
    const [first = '', ...rest] = wrap(
      `${padRight(sanitize(verdict.slo), widest)}  ${figureOf(verdict)}  ${where}`,
      width - 10,
      '  ',
    )
    const painted = verdict.met ? paint.good(word) : paint.bad(word)
    return [`  ${painted}  ${first}`, ...rest.map((line) => ' '.repeat(10) + line)]
  })
  return [paint.heading('Service level objectives'), ...lines]
}

/** The judged figure in its unit, with enough digits to see on which side of the bound it lies. */
function figureOf({ slo, value }: SloVerdict): string {
  if (value === null) return 'not measured'
  const metric = metricOfSlo(slo)
  const scale =
    metric === undefined || metric.unit === 'bytes'
      ? { label: metric?.unit ?? '', factor: 1 }
      : scaleOf(metric.unit, [value])
  return `${formatNumber(value, decimalsOf(value, 4))} ${scale.label}`.trim()
}

function metricOfSlo(slo: string) {
  try {
    return findMetric(parseSlo(slo).metric)
  } catch {
    return undefined
  }
}
