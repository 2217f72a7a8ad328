import { formatNumber } from './number-format.ts'

/** `1 trial`, `2 trials`: a count with its noun, in the plural where it takes one. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`
}
