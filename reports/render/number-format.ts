import type { Metric, Unit } from '../metric.ts'

/** How the figures of one table row are printed: one unit for all of them. */
export interface Scale {
  readonly label: string
  /** Printed figure = value times this. */
  readonly factor: number
}

const unitLabels: Readonly<Record<Unit, string>> = {
  ms: 'ms',
  us: 'µs',
  bytes: 'B',
  'per second': '/s',
  count: '',
  ratio: '%',
  cores: 'cores',
}

const byteScales: readonly Scale[] = [
  { label: 'GiB', factor: 2 ** -30 },
  { label: 'MiB', factor: 2 ** -20 },
  { label: 'KiB', factor: 2 ** -10 },
]

/** Picks the unit for a row: bytes as the largest binary unit in which its largest figure is at least 1. */
export function scaleOf(unit: Unit, values: readonly number[]): Scale {
  if (unit === 'ratio') return { label: unitLabels.ratio, factor: 100 }
  const plain = { label: unitLabels[unit], factor: 1 }
  if (unit !== 'bytes') return plain
  const largest = Math.max(0, ...values.map(Math.abs))
  return byteScales.find(({ factor }) => largest * factor >= 1) ?? plain
}

/** Decimals that show `digits` significant digits of a value; whole digits are never rounded away. */
export function decimalsOf(value: number, digits: Metric['digits']): number {
  if (value === 0) return 0
  if (digits === 'exact') return Number.isInteger(value) ? 0 : 1
  return Math.min(6, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)))))
}

const widestNumber = 1e12

/** Prints a number with grouped thousands and a fixed number of decimals: `1,234.5`; from 10^12 on as `1.23E12`. */
export function formatNumber(value: number, decimals = 0): string {
  if (Math.abs(value) >= widestNumber) {
    return new Intl.NumberFormat('en-US', { notation: 'scientific', maximumSignificantDigits: 3 }).format(value)
  }
  const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat('en-US', options).format(value)
}

/**
 * Prints a percentage. One that is short of 100 never prints as 100, however many decimals that takes: a single lost
 * delivery in a million must be seen.
 */
export function formatPercent(percent: number, decimals: number): string {
  if (percent === 100) return '100'
  for (let more = decimals; more < 12; more++) {
    const text = formatNumber(percent, more)
    if (Number(text) !== 100) return text
  }
  return '<100'
}

/** Prints how many times `base` a value is: `1.83x`; `-` where there is nothing to divide by. */
export function formatRatio(value: number, base: number): string {
  if (base === 0) return '-'
  const ratio = value / base
  return `${formatNumber(ratio, ratio < 10 ? 2 : ratio < 100 ? 1 : 0)}x`
}
