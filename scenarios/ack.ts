import { evenRooms } from '../load/rooms.ts'
import { onlyOver } from '../load/transport-shares.ts'
import { commonParameters } from './common-parameters.ts'
import { stepWindowMs } from './load-axis.ts'
import { roomSizeParameter, roomSizeProblems } from './room-size.ts'
import type { WorkloadScenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** Messages that ask for an acknowledgement: how long until the gateway has them? */
export const ack: WorkloadScenario = {
  kind: 'workload',
  name: 'ack',
  question: 'How long until the gateway has acknowledged a message?',
  loads: [
    {
      parameter: 'rate',
      start: 200,
      most: 100_000,
      response: 'ack',
      witness: 'delivery.generatorCpuMicros',
      values: { window: stepWindowMs },
    },
  ],
  parameters: {
    users: {
      type: 'integer',
      unit: 'users',
      sentence: 'Connected users, all of whom send in turn.',
      min: 1,
      max: 1_000_000,
      defaults: { smoke: 20, standard: 100, full: 200 },
    },
    roomSize: roomSizeParameter,
    rate: {
      type: 'number',
      unit: 'messages per second',
      sentence: 'Messages that fall due in all rooms together.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 100, standard: 200, full: 400 },
    },
    maxUnacknowledged: {
      type: 'integer',
      unit: 'messages',
      sentence: 'A user with so many unacknowledged messages sends no more; what falls due then is dropped.',
      min: 1,
      max: 1_000_000,
      defaults: 100,
    },
    payload: commonParameters.payload,
    schedule: scheduleParameter,
    warmUp: commonParameters.warmUp,
    window: commonParameters.window,
    drain: commonParameters.drain,
    connectTimeout: commonParameters.connectTimeout,
  },
  check: roomSizeProblems,
  workload: (values, transport, seed) => {
    const users = values.number('users')
    const roomSize = values.number('roomSize')
    const warmUpMs = values.number('warmUp')
    const durationMs = warmUpMs + values.number('window')
    return {
      transports: onlyOver(transport),
      rooms: evenRooms(users, Math.floor(users / roomSize)),
      connects: { warmUpUsers: 0, arrivals: { model: 'closed' }, timeoutMs: values.number('connectTimeout') },
      idle: undefined,
      messages: {
        schedule: scheduleOfShape(values.choice('schedule'), values.number('rate'), durationMs, seed),
        warmUpMs,
        sendersPerRoom: roomSize,
        payloadBytes: values.number('payload'),
        acknowledged: true,
        maxUnacknowledged: values.number('maxUnacknowledged'),
        drainTimeoutMs: values.number('drain'),
      },
      gatewayEnvironment: {},
    }
  },
}
