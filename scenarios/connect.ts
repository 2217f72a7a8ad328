import { evenRooms } from '../load/rooms.ts'
import { countDue, type ScheduleSpec } from '../load/schedule.ts'
import { onlyOver } from '../load/transport-shares.ts'
import { commonParameters } from './common-parameters.ts'
import { stepWindowMs } from './load-axis.ts'
import type { ParameterValues } from './parameter-values.ts'
import type { WorkloadScenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** Users arrive at a set rate, whatever became of the earlier ones: how long until each is in, and at what cost? */
export const connect: WorkloadScenario = {
  kind: 'workload',
  name: 'connect',
  question: 'How fast can users connect and join a room, and what does a connection cost?',
  loads: [
    {
      parameter: 'rate',
      start: 100,
      most: 100_000,
      response: 'connect',
      witness: 'connect.generatorCpu',
      values: {},
      // As many users as arrive in a window: with a fixed number, a higher rate would be measured for a shorter time.
      follow: (rate) => ({ users: Math.ceil((rate * stepWindowMs) / 1000) }),
    },
    { parameter: 'users', start: 1000, most: 1_000_000, response: 'connect', values: { hold: 2000 } },
  ],
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
    handlers: {
      type: 'integer',
      unit: 'handlers',
      sentence:
        'Event handlers that do nothing, which the reference gateway is started with: each costs every connection.',
      min: 0,
      max: 1000,
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
    const handlers = values.number('handlers')
    return {
      transports: onlyOver(transport),
      rooms: evenRooms(users, Math.max(1, Math.ceil(users / values.number('roomSize')))),
      connects: {
        warmUpUsers: values.number('warmUpUsers'),
        arrivals: { model: 'open', schedule },
        timeoutMs: values.number('connectTimeout'),
      },
      idle: hold === 0 ? undefined : { kind: 'duration', durationMs: hold },
      messages: undefined,
      gatewayEnvironment: handlers === 0 ? {} : { CHAT_SPARE_HANDLERS: String(handlers) },
    }
  },
}

/** The schedule lasts as long as the users need at the rate; at random, about so many come. */
function arrivalsOf(values: ParameterValues, seed: number): ScheduleSpec {
  const rate = values.number('rate')
  return scheduleOfShape(values.choice('schedule'), rate, (values.number('users') * 1000) / rate, seed)
}
