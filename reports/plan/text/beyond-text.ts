import { formatNumber } from '../../render/number-format.ts'
import type { Beyond } from '../plan.ts'
import { cores, significant } from './resource-words.ts'
import { programName } from '../../program-name.ts'

interface BeyondWords {
  readonly value: (value: number) => string
  /** What to measure. */
  readonly measure: (value: number) => string
}

const words: Readonly<Record<Beyond['what'], BeyondWords>> = {
  members: {
    value: (value) => `rooms of ${figure(value)} ${value === 1 ? 'member' : 'members'}`,
    measure: (value) => `${programName('bench')} fan-out --set members=${Math.round(value)}`,
  },
  payload: {
    value: (value) => `texts of ${figure(value)} ${value === 1 ? 'byte' : 'bytes'}`,
    measure: (value) => `${programName('bench')} fan-out --set payload=${Math.round(value)}`,
  },
  instances: {
    value: (value) => `${figure(value)} instances`,
    measure: (value) => `${programName('bench')} fan-out --target cluster --instances ${value}`,
  },
  users: {
    value: (value) => `${figure(value)} users per instance`,
    measure: (value) => `${programName('bench')} connect --set users=${Math.ceil(value)}`,
  },
  messages: {
    value: (value) => `${figure(value)} messages/s per instance`,
    measure: () => `${programName('bench')} fan-out --saturate`,
  },
  utilization: {
    value: (value) => `${cores(value)} of CPU per instance`,
    measure: () => `${programName('bench')} fan-out --saturate`,
  },
}

/** The first line of a plan that reaches beyond its calibration: what, and how far. Undefined for one that does not. */
export function beyondHeadline(beyond: readonly Beyond[]): string | undefined {
  if (beyond.length === 0) return undefined
  return `Beyond what was measured: ${beyond.map(reachText).join('; ')}.`
}

/** What would have to be measured so that a plan rests on it: a command for each reach. */
export function measureAdvice(beyond: readonly Beyond[]): string[] {
  return [...new Set(beyond.map(({ what, value }) => words[what].measure(value)))]
}

/** One reach: what the demand has, what was measured, and how far it is from one to the other. */
export function reachText({ what, value, min, max }: Beyond): string {
  const asked = words[what].value(value)
  if (max === 0) return `${asked} (never measured)`
  const far = value > max ? `${significant(value / max)} times the most` : `${significant(value / min)} times the least`
  return `${asked} (measured ${figure(min)} to ${figure(max)}; ${far})`
}

function figure(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : significant(value)
}
