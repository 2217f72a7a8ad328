import type { NumberParameter } from '../parameter.ts'
import { commonParameters } from '../common-parameters.ts'

/** Rooms that users are dealt over. */
export const rooms: NumberParameter = {
  type: 'integer',
  unit: 'rooms',
  sentence: 'Rooms that the users are dealt over.',
  min: 1,
  max: 100_000,
  defaults: { smoke: 4, standard: 20, full: 100 },
}

/** How often something is done by one user, by what it is. */
export function times(what: string, sentence: string, defaults: NumberParameter['defaults']): NumberParameter {
  return { type: 'integer', unit: what, sentence, min: 1, max: 100_000, defaults }
}

/** Seconds between two things that one user does. */
export function pause(sentence: string, defaults: number): NumberParameter {
  return { type: 'number', unit: 's', sentence, min: 0.01, max: 600, defaults }
}

/** Length of each text. */
export function payload(defaults: number): NumberParameter {
  return { ...commonParameters.payload, defaults }
}
