import { transports } from '../load/client/chat-client.ts'
import { evenRooms } from '../load/rooms.ts'
import { onlyOver } from '../load/transport-shares.ts'
import { commonParameters } from './common-parameters.ts'
import { stepWindowMs } from './load-axis.ts'
import type { ParameterValues } from './parameter-values.ts'
import { roomSizeParameter, roomSizeProblems } from './room-size.ts'
import type { WorkloadScenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** What connecting a warm-up user takes, and what collecting garbage, probing and draining do, with room to spare. */
const perWarmUpUserMs = 3
const aroundMessagesMs = 900

/** The same workload over every transport: what does long-polling cost next to websocket-only? */
export const transport: WorkloadScenario = {
  kind: 'workload',
  name: 'transport',
  question: 'What do long-polling and the upgrade cost next to websocket-only?',
  transports,
  loads: [
    {
      parameter: 'rate',
      start: 50,
      most: 100_000,
      response: 'delivery',
      witness: 'delivery.generatorCpuMicros',
      // The longer window pushes the first heartbeat back.
      values: { window: stepWindowMs, heartbeat: 9500 },
    },
  ],
  parameters: {
    users: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users on each transport.',
      min: 2,
      max: 100_000,
      defaults: { smoke: 20, standard: 120, full: 300 },
    },
    roomSize: roomSizeParameter,
    connectRate: {
      type: 'number',
      unit: 'users per second',
      sentence: 'Users that are due to arrive, in the open model.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 100, standard: 200, full: 120 },
    },
    warmUpUsers: {
      type: 'integer',
      unit: 'users',
      sentence: 'Users that connect before, so that the gateway is warm; their connects are not measured.',
      min: 0,
      max: 10_000,
      defaults: { smoke: 20, standard: 200, full: 300 },
    },
    rate: {
      type: 'number',
      unit: 'messages per second',
      sentence: 'Messages that fall due in all rooms together.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 100, standard: 100, full: 100 },
    },
    heartbeat: {
      type: 'integer',
      unit: 'ms',
      sentence: 'Heartbeat interval of the gateway; after the messages all stay idle until each has had one.',
      min: 500,
      max: 600_000,
      defaults: { smoke: 1900, standard: 4100, full: 9500 },
    },
    payload: commonParameters.payload,
    schedule: scheduleParameter,
    warmUp: { ...commonParameters.warmUp, defaults: { smoke: 150, standard: 500, full: 1000 } },
    window: { ...commonParameters.window, defaults: { smoke: 400, standard: 1500, full: 4000 } },
    drain: commonParameters.drain,
    connectTimeout: commonParameters.connectTimeout,
  },
  check: (values) => [...roomSizeProblems(values), ...heartbeatProblems(values)],
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
      transports: onlyOver(chosen),
      rooms: evenRooms(users, Math.floor(users / roomSize)),
      connects: {
        warmUpUsers,
        arrivals: {
          model: 'open',
          schedule: scheduleOfShape('constant', connectRate, (measured * 1000) / connectRate, seed),
        },
        timeoutMs: values.number('connectTimeout'),
      },
      idle: { kind: 'heartbeat', intervalMs: heartbeat },
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

/** Heartbeats must fall into the idle time, not among the messages: both would be charged with the other. */
function heartbeatProblems(values: ParameterValues): string[] {
  const arrivals = (values.number('users') * 1000) / values.number('connectRate')
  const busy = Math.ceil(arrivals + values.number('warmUp') + values.number('window'))
  const heartbeat = values.number('heartbeat')
  const least = busy + aroundMessagesMs + values.number('warmUpUsers') * perWarmUpUserMs
  return heartbeat < least
    ? [
        `heartbeat (${heartbeat} ms) must be ${least} ms at least: connecting, warmUp and window take ${busy} ms before it.`,
      ]
    : []
}
