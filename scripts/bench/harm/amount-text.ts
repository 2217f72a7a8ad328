import { decimalsOf, formatNumber, scaleOf } from '../../../reports/render/number-format.ts'

const digits = 3

/** An amount with three digits at least where it is no whole number; `any` for one without an end. */
export function amountText(amount: number): string {
  if (amount === Infinity) return 'any'
  return formatNumber(amount, Number.isInteger(amount) ? 0 : Math.min(2, decimalsOf(amount, digits)))
}

/** Bytes in the largest unit in which they are 1 at least; `unknown` where they are not known. */
export function bytesText(bytes: number | undefined): string {
  if (bytes === undefined || !Number.isFinite(bytes)) return 'unknown'
  const { label, factor } = scaleOf('bytes', [bytes])
  const value = bytes * factor
  return `${formatNumber(value, Math.min(1, decimalsOf(value, digits)))} ${label}`
}

/** Seconds as `12.5 s`, or as `3 min 20 s`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${formatNumber(seconds, Number.isInteger(seconds) ? 0 : 1)} s`
  const whole = Math.round(seconds)
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60]
  return `${formatNumber(minutes)} min${rest === 0 ? '' : ` ${rest} s`}`
}
