import { onlyOver } from '../load/transport-shares.ts'
import { commonParameters } from './common-parameters.ts'
import { stepWindowMs } from './load-axis.ts'
import type { WorkloadScenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** A message into a room, and a copy to every member: does it arrive, everywhere, and when? */
export const fanOut: WorkloadScenario = {
  kind: 'workload',
  name: 'fan-out',
  question: 'Does a message into a room reach every member, and when?',
  loads: [
    {
      parameter: 'rate',
      start: 20,
      most: 100_000,
      response: 'delivery',
      witness: 'delivery.generatorCpuMicros',
      // In large rooms taking in the copies is as much work as sending them, and the generator would be the limit.
      values: { rooms: 40, members: 10, window: stepWindowMs },
    },
  ],
  parameters: {
    rooms: {
      type: 'integer',
      unit: 'rooms',
      sentence: 'Rooms that are active at once.',
      min: 1,
      max: 100_000,
      defaults: 1,
    },
    members: {
      type: 'integer',
      unit: 'users',
      sentence: 'Members of each room.',
      min: 1,
      max: 1_000_000,
      defaults: { smoke: 100, standard: 500, full: 1000 },
    },
    rate: {
      type: 'number',
      unit: 'messages per second and room',
      sentence: 'Messages that fall due in each room; each is delivered to every member.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 20, standard: 40, full: 20 },
    },
    senders: {
      type: 'integer',
      unit: 'users',
      sentence: 'Members of each room that take turns in sending.',
      min: 1,
      max: 100,
      defaults: 10,
    },
    payload: commonParameters.payload,
    schedule: scheduleParameter,
    warmUp: commonParameters.warmUp,
    window: commonParameters.window,
    drain: commonParameters.drain,
    connectTimeout: commonParameters.connectTimeout,
  },
  check: () => [],
  workload: (values, transport, seed) => {
    const rooms = values.number('rooms')
    const warmUpMs = values.number('warmUp')
    const rate = values.number('rate') * rooms
    return {
      transports: onlyOver(transport),
      rooms: [{ rooms, members: values.number('members'), weight: 1 }],
      connects: { warmUpUsers: 0, arrivals: { model: 'closed' }, timeoutMs: values.number('connectTimeout') },
      idle: undefined,
      messages: {
        schedule: scheduleOfShape(values.choice('schedule'), rate, warmUpMs + values.number('window'), seed),
        warmUpMs,
        sendersPerRoom: values.number('senders'),
        payloadBytes: values.number('payload'),
        acknowledged: false,
        maxUnacknowledged: Infinity,
        drainTimeoutMs: values.number('drain'),
      },
      gatewayEnvironment: {},
    }
  },
}
