import type { ScheduleSpec } from '../load/schedule.ts'
import type { ChoiceParameter } from './parameter.ts'

const stepCount = 4
const rampStart = 0.1

/** The parameter that chooses how due times are spread. */
export const scheduleParameter: ChoiceParameter = {
  type: 'choice',
  choices: ['constant', 'poisson', 'ramp', 'steps'],
  sentence: `How due times are spread: evenly, at random (Poisson), rising from ${rampStart * 100} % of the rate, or in ${stepCount} equal steps up to it.`,
  defaults: 'constant',
}

/** The schedule that a {@link scheduleParameter} value stands for; the rate is per second, the seed for `poisson`. */
export function scheduleOfShape(shape: string, arrivalRate: number, durationMs: number, seed: number): ScheduleSpec {
  switch (shape) {
    case 'poisson':
      return { kind: 'poisson', arrivalRate, durationMs, seed }
    case 'ramp':
      return { kind: 'ramp', from: arrivalRate * rampStart, to: arrivalRate, durationMs }
    case 'steps': {
      const parts = Array.from({ length: stepCount }, (_, step) => ({
        kind: 'constant' as const,
        arrivalRate: (arrivalRate * (step + 1)) / stepCount,
        durationMs: durationMs / stepCount,
      }))
      return { kind: 'sequence', parts }
    }
    default:
      return { kind: 'constant', arrivalRate, durationMs }
  }
}
