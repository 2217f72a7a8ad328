import type { ByTransport } from '../load/offered-load.ts'
import type { ScheduleSpec } from '../load/schedule.ts'
import { commonParameters } from './common-parameters.ts'
import type { NumberParameter } from './parameter.ts'
import type { ParameterValues } from './parameter-values.ts'
import { roomGroupsOf, roomGroupsParameter } from './room-groups.ts'
import type { WorkloadScenario } from './scenario.ts'
import { scheduleOfShape, scheduleParameter } from './schedule-shape.ts'

/** The last part of the warm-up, at the rate of the window, so that this begins with nothing left over from another rate. */
const settlingMs = 1000

const share: Pick<NumberParameter, 'type' | 'unit' | 'min' | 'max'> = {
  type: 'number',
  unit: 'of the users, 1 is all',
  min: 0,
  max: 1,
}

/** Rooms of different sizes and users on different transports at once, as in production. */
export const mix: WorkloadScenario = {
  kind: 'workload',
  name: 'mix',
  question: 'What do rooms of many sizes on several transports cost together?',
  onRequest: true,
  transports: ['mixed'],
  parameters: {
    rooms: roomGroupsParameter,
    rate: {
      type: 'number',
      unit: 'messages per second',
      sentence: 'Messages that fall due in all rooms together; each room has its share by members.',
      min: 0.01,
      max: 100_000,
      defaults: { smoke: 40, standard: 100, full: 100 },
    },
    upgrade: {
      ...share,
      sentence: 'Share of the users, in every room, who begin by polling and upgrade; the rest is websocket only.',
      defaults: 0.2,
    },
    polling: { ...share, sentence: 'Share of the users, in every room, who poll.', defaults: 0.1 },
    payload: commonParameters.payload,
    acknowledged: {
      type: 'choice',
      choices: ['no', 'yes'],
      sentence: 'Whether each message asks for an acknowledgement, which is timed.',
      defaults: 'no',
    },
    senders: {
      type: 'integer',
      unit: 'users',
      sentence: 'Members of each room, at most, that take turns in sending.',
      min: 1,
      max: 100,
      defaults: 10,
    },
    schedule: {
      ...scheduleParameter,
      sentence: `${scheduleParameter.sentence} At random, as many fall due in the window as the rate says.`,
      defaults: 'poisson',
    },
    warmUp: {
      ...commonParameters.warmUp,
      min: 2 * settlingMs,
      defaults: { smoke: 2000, standard: 3000, full: 5000 },
    },
    warmUpRate: {
      type: 'number',
      unit: 'messages per second',
      sentence: `Evenly sent in the warm-up but for its last ${settlingMs} ms, so that the gateway's code is optimised before the window; 0 is the rate itself.`,
      min: 0,
      max: 100_000,
      defaults: 0,
    },
    window: commonParameters.window,
    drain: commonParameters.drain,
    connectTimeout: commonParameters.connectTimeout,
  },
  check: (values) => [...shareProblems(values), ...emptyWindowProblems(values)],
  workload: (values, _, seed) => ({
    transports: sharesOf(values),
    rooms: roomGroupsOf(values.text('rooms')).map((group) => ({ ...group, weight: group.members })),
    connects: { warmUpUsers: 0, arrivals: { model: 'closed' }, timeoutMs: values.number('connectTimeout') },
    idle: undefined,
    messages: {
      schedule: scheduleOf(values, seed),
      warmUpMs: values.number('warmUp'),
      sendersPerRoom: values.number('senders'),
      payloadBytes: values.number('payload'),
      acknowledged: values.choice('acknowledged') === 'yes',
      maxUnacknowledged: Infinity,
      drainTimeoutMs: values.number('drain'),
    },
    gatewayEnvironment: {},
  }),
}

function shareProblems(values: ParameterValues): string[] {
  const { websocket } = sharesOf(values)
  return websocket < 0 ? [`upgrade and polling are ${1 - websocket} of the users together; make them 1 at most.`] : []
}

function emptyWindowProblems(values: ParameterValues): string[] {
  const rate = values.number('rate')
  const windowMs = values.number('window')
  return countIn(rate, windowMs) === 0
    ? [`at a rate of ${rate} no message falls due in a window of ${windowMs} ms; raise one of them.`]
    : []
}

/** The share of websocket is what is left of 1, and less than 0 where the others are too many. */
function sharesOf(values: ParameterValues): ByTransport {
  const upgrade = values.number('upgrade')
  const polling = values.number('polling')
  const rest = 1 - upgrade - polling
  // Decimal fractions such as 0.7, 0.2 and 0.1 leave a little more or less than they should.
  return { websocket: Math.abs(rest) < 1e-9 ? 0 : rest, upgrade, polling }
}

function scheduleOf(values: ParameterValues, seed: number): ScheduleSpec {
  const rate = values.number('rate')
  const warmUpRate = values.number('warmUpRate')
  const windowMs = values.number('window')
  const fastMs = warmUpRate === 0 ? 0 : values.number('warmUp') - settlingMs
  const restMs = values.number('warmUp') - fastMs
  const fast = { kind: 'constant', arrivalRate: warmUpRate, durationMs: fastMs } as const
  const shape = values.choice('schedule')
  if (shape !== 'poisson') {
    return { kind: 'sequence', parts: [fast, scheduleOfShape(shape, rate, restMs + windowMs, seed)] }
  }
  // The window has a seed of its own: with the same one it would begin like the warm-up.
  return { kind: 'sequence', parts: [fast, scattered(rate, restMs, seed), scattered(rate, windowMs, ~seed)] }
}

/**
 * Random arrivals, but always as many as the rate says: what a trial costs must not depend on how many messages its seed
 * happens to have, of which a slow rate has a tenth more or less.
 */
function scattered(rate: number, durationMs: number, seed: number): ScheduleSpec {
  return { kind: 'scattered', count: countIn(rate, durationMs), durationMs, seed }
}

function countIn(rate: number, durationMs: number): number {
  return Math.round((rate * durationMs) / 1000)
}
