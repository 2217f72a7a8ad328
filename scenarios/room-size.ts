import type { NumberParameter } from './parameter.ts'
import type { ParameterValues } from './parameter-values.ts'

/** The parameter of scenarios whose users are dealt over rooms of one size; all members of a room send in turn. */
export const roomSizeParameter: NumberParameter = {
  type: 'integer',
  unit: 'users',
  sentence: 'Members of each room; a message is delivered to all of them.',
  min: 1,
  max: 100,
  defaults: 10,
}

/** Says in one line that there are too few users to fill a room; empty where there are enough. */
export function roomSizeProblems(values: ParameterValues): string[] {
  const roomSize = values.number('roomSize')
  const users = values.number('users')
  return roomSize > users ? [`roomSize (${roomSize}) is larger than users (${users}); give more users.`] : []
}
