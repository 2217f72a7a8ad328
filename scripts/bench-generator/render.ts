import { clientNames, witness, type ClientName } from './client-name.ts'
import { generatorMetrics, type GeneratorMeasurement, type GeneratorMetric } from './measurement.ts'
import { median } from './median.ts'
import type { Measurements } from './run.ts'
import { tableOf } from './table.ts'

/** The median of each figure for each kind of client. */
export type Medians = Readonly<Record<ClientName, GeneratorMeasurement>>

/** Takes the medians over the repetitions, which are at least one. */
export function mediansOf(measurements: Measurements): Medians {
  const medianOf = (name: ClientName): GeneratorMeasurement => {
    const values = generatorMetrics.map(
      ({ key }) => [key, median(measurements[name].map((each) => each[key]))] as const,
    )
    return Object.fromEntries(values) as unknown as GeneratorMeasurement
  }
  return { lean: medianOf('lean'), ws: medianOf('ws'), 'socket.io-client': medianOf('socket.io-client') }
}

/** A table: one line per figure, the kinds of client side by side, then their ratios to socket.io-client and the aim. */
export function renderMedians(medians: Medians): string {
  const others = clientNames.filter((name) => name !== witness)
  const head = ['', ...clientNames, ...others.map((name) => `${name} ratio`), 'aim (lean)']
  const rows = generatorMetrics.map((metric) => [
    metric.label,
    ...clientNames.map((name) => medians[name][metric.key].toFixed(metric.decimals)),
    ...others.map((name) => (medians[name][metric.key] / medians[witness][metric.key]).toFixed(2)),
    aimText(metric, medians),
  ])
  return tableOf([head, ...rows])
}

function aimText({ key, aim }: GeneratorMetric, medians: Medians): string {
  if (aim === undefined) return '-'
  const isRatio = 'ratio' in aim
  const reached = isRatio ? medians.lean[key] / medians[witness][key] <= aim.ratio : medians.lean[key] <= aim.value
  return `${isRatio ? `ratio ${aim.ratio}` : `${aim.value}`}: ${reached ? 'reached' : 'missed'}`
}
