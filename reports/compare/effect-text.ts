import type { Effect } from './comparison.ts'

/** A size in the terms of an effect, without its sign: `12 %`, or an amount in the metric's unit. */
export function limitText(kind: Effect['kind'], size: number): string {
  return kind === 'relative' ? `${sizeText(size * 100)} %` : sizeText(size)
}

/** A figure with so many significant digits, whole digits never rounded away: `0.0043`, `12`, `1,234`. */
export function sizeText(size: number, digits = 2): string {
  const maximumSignificantDigits = Math.min(
    21,
    Math.max(digits, Math.floor(Math.log10(Math.max(1, Math.abs(size)))) + 1),
  )
  return new Intl.NumberFormat('en-US', { maximumSignificantDigits }).format(size)
}
