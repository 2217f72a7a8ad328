import { transports } from '../load/client/chat-client.ts'
import { commonParameters } from './common-parameters.ts'
import type { Scenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** The same workload over every transport: what does long-polling cost next to websocket-only? */
export const transport: Scenario = {
  name: 'transport',
  question: 'What do long-polling and the upgrade cost next to websocket-only?',
  transports,
  parameters: {
    users: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users on each transport.',
      min: 2,
      max: 100_000,
      defaults: { smoke: 40, standard: 150, full: 500 },
    },
    roomSize: {
      type: 'integer',
      unit: 'users',
      sentence: 'Members of each room.',
      min: 1,
      max: 100,
      defaults: 10,
    },
    connectRate: {
      type: 'number',
      unit: 'users per second',
      sentence: 'Users that are due to arrive, in the open model.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 100, standard: 100, full: 100 },
    },
    warmUpUsers: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users that connect before, so that the gateway is warm; their connects are not measured.',
      min: 0,
      max: 10_000,
      defaults: { smoke: 20, standard: 50, full: 100 },
    },
    rate: {
      type: 'number',
      unit: 'messages per second',
      sentence: 'Messages that fall due in all rooms together.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 40, standard: 50, full: 100 },
    },
    heartbeat: {
      type: 'integer',
      unit: 'ms',
      sentence: 'Heartbeat interval of the gateway; users stay idle for one of it. Idle cost is stated for 25 s.',
      min: 200,
      max: 600_000,
      defaults: { smoke: 500, standard: 1500, full: 10_000 },
    },
    payload: commonParameters.payload,
    schedule: scheduleParameter,
    warmUp: commonParameters.warmUp,
    window: commonParameters.window,
    drain: commonParameters.drain,
    connectTimeout: commonParameters.connectTimeout,
  },
  check: (values) =>
    values.number('roomSize') > values.number('users')
      ? [`roomSize (${values.number('roomSize')}) is larger than users (${values.number('users')}); give more users.`]
      : [],
  workload: (values, chosen, seed) => {
    const measured = values.number('users')
    const warmUpUsers = values.number('warmUpUsers')
    const users = warmUpUsers + measured
    const roomSize = values.number('roomSize')
    const warmUpMs = values.number('warmUp')
    const connectRate = values.number('connectRate')
    const heartbeat = values.number('heartbeat')
    const durationMs = warmUpMs + values.number('window')
    return {
      transport: chosen,
      users,
      rooms: Math.floor(users / roomSize),
      connects: {
        warmUpUsers,
        arrivals: {
          model: 'open',
          schedule: scheduleOfShape('constant', connectRate, (measured * 1000) / connectRate, seed),
        },
        timeoutMs: values.number('connectTimeout'),
      },
      idle: { durationMs: heartbeat, heartbeats: 1 },
      messages: {
        schedule: scheduleOfShape(values.choice('schedule'), values.number('rate'), durationMs, seed),
        warmUpMs,
        sendersPerRoom: roomSize,
        payloadBytes: values.number('payload'),
        acknowledged: false,
        maxUnacknowledged: Infinity,
        drainTimeoutMs: values.number('drain'),
      },
      gatewayEnvironment: { PING_INTERVAL: String(heartbeat) },
    }
  },
}
