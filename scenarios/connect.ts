import { countDue, type ScheduleSpec } from '../load/schedule.ts'
import { commonParameters } from './common-parameters.ts'
import type { ParameterValues } from './parameter-values.ts'
import type { Scenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** Users arrive at a set rate, whatever became of the earlier ones: how long until each is in, and at what cost? */
export const connect: Scenario = {
  name: 'connect',
  question: 'How fast can users connect and join a room, and what does a connection cost?',
  parameters: {
    users: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users that arrive and are measured.',
      min: 1,
      max: 1_000_000,
      defaults: { smoke: 60, standard: 1000, full: 3000 },
    },
    rate: {
      type: 'number',
      unit: 'users per second',
      sentence: 'Users that are due to arrive, in the open model.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 100, standard: 300, full: 200 },
    },
    warmUpUsers: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users that connect before, so that the gateway is warm; not measured.',
      min: 0,
      max: 100_000,
      defaults: { smoke: 50, standard: 300, full: 500 },
    },
    roomSize: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users that join the same room.',
      min: 1,
      max: 1_000_000,
      defaults: 50,
    },
    hold: {
      type: 'integer',
      unit: 'ms',
      sentence: 'How long all stay connected and silent before they are counted again.',
      min: 0,
      max: 86_400_000,
      defaults: 0,
    },
    schedule: scheduleParameter,
    connectTimeout: commonParameters.connectTimeout,
  },
  check: () => [],
  workload: (values, transport, seed) => {
    const schedule = arrivalsOf(values, seed)
    const users = values.number('warmUpUsers') + countDue(schedule)
    const hold = values.number('hold')
    return {
      transport,
      users,
      rooms: Math.max(1, Math.ceil(users / values.number('roomSize'))),
      connects: {
        warmUpUsers: values.number('warmUpUsers'),
        arrivals: { model: 'open', schedule },
        timeoutMs: values.number('connectTimeout'),
      },
      idle: hold === 0 ? undefined : { kind: 'duration', durationMs: hold },
      messages: undefined,
      gatewayEnvironment: {},
    }
  },
}

/** The schedule lasts as long as the users need at the rate; at random, about so many come. */
function arrivalsOf(values: ParameterValues, seed: number): ScheduleSpec {
  const rate = values.number('rate')
  return scheduleOfShape(values.choice('schedule'), rate, (values.number('users') * 1000) / rate, seed)
}
