import { describe, expect, test } from 'vitest'
import { usersIn } from '../../load/rooms.ts'
import { countDue, durationOf } from '../../load/schedule.ts'
import { scenarios } from '../../scenarios/index.ts'
import { defaultValues, ParameterValues } from '../../scenarios/parameter-values.ts'
import { profiles } from '../../scenarios/parameter.ts'
import type { Scenario, WorkloadScenario } from '../../scenarios/scenario.ts'

const valuesOf = (scenario: Scenario, profile: (typeof profiles)[number], changed = {}): ParameterValues =>
  new ParameterValues({ ...defaultValues(scenario.parameters, profile), ...changed })

const withWorkload = scenarios.filter((one) => one.kind === 'workload')

function scenario(name: string): WorkloadScenario {
  const found = withWorkload.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no scenario ${name}`)
  return found
}

describe.each(withWorkload)('the scenario $name', (one) => {
  test('has a question, and for every parameter a sentence and defaults within its bounds', () => {
    expect(one.question).toMatch(/\?$/)
    for (const [name, parameter] of Object.entries(one.parameters)) {
      expect(parameter.sentence, name).toMatch(/\.$/)
      for (const profile of profiles) {
        const value = defaultValues(one.parameters, profile)[name]
        if (parameter.type === 'choice') expect(parameter.choices).toContain(value)
        else if (parameter.type === 'text') expect(parameter.mustBe(String(value))).toBeUndefined()
        else {
          expect(value, name).toBeGreaterThanOrEqual(parameter.min)
          expect(value, name).toBeLessThanOrEqual(parameter.max)
        }
      }
    }
  })

  test.each(profiles)('can be carried out with the defaults of the profile %s', (profile) => {
    const values = valuesOf(one, profile)
    expect(one.check(values)).toEqual([])
    const { rooms, connects, messages } = one.workload(values, one.transports?.[0] ?? 'websocket', 1)
    for (const { members } of rooms) expect(members).toBeGreaterThan(0)
    if (messages !== undefined) expect(countDue(messages.schedule, messages.warmUpMs)).toBeGreaterThan(0)
    if (connects.arrivals.model === 'open') {
      expect(connects.warmUpUsers + countDue(connects.arrivals.schedule)).toBe(usersIn(rooms))
    }
  })
})

test('fan-out offers its rate in each room, and every member is in one', () => {
  const values = valuesOf(scenario('fan-out'), 'standard', { rooms: 3, members: 20, rate: 10, warmUp: 0, window: 2000 })
  const { rooms, messages } = scenario('fan-out').workload(values, 'websocket', 1)
  expect(rooms).toEqual([{ rooms: 3, members: 20, weight: 1 }])
  expect(messages && countDue(messages.schedule)).toBe(60)
})

test('connect lasts as long as the users need at the rate', () => {
  const values = valuesOf(scenario('connect'), 'standard', { users: 300, rate: 60 })
  const { connects } = scenario('connect').workload(values, 'polling', 1)
  expect(connects.arrivals.model === 'open' && durationOf(connects.arrivals.schedule)).toBe(5000)
})

test('transport waits for one heartbeat of every user', () => {
  const values = valuesOf(scenario('transport'), 'standard', { heartbeat: 6500 })
  const { idle, gatewayEnvironment } = scenario('transport').workload(values, 'polling', 1)
  expect(idle).toEqual({ kind: 'heartbeat', intervalMs: 6500 })
  expect(gatewayEnvironment).toEqual({ PING_INTERVAL: '6500' })
})

test('random schedules differ from seed to seed and are the same for one', () => {
  const values = valuesOf(scenario('ack'), 'standard', { schedule: 'poisson' })
  const due = (seed: number): unknown => scenario('ack').workload(values, 'websocket', seed).messages?.schedule
  expect(due(1)).toEqual(due(1))
  expect(due(1)).not.toEqual(due(2))
})

test('a room larger than its users is a problem', () => {
  for (const name of ['ack', 'transport']) {
    const values = valuesOf(scenario(name), 'standard', { users: 5, roomSize: 10 })
    expect(scenario(name).check(values)).toEqual(['roomSize (10) is larger than users (5); give more users.'])
  }
})

test('a heartbeat that would fall among the messages is a problem', () => {
  const values = valuesOf(scenario('transport'), 'standard', {
    users: 100,
    connectRate: 100,
    warmUpUsers: 50,
    warmUp: 500,
    window: 1000,
    heartbeat: 2900,
  })
  expect(scenario('transport').check(values)).toEqual([
    'heartbeat (2900 ms) must be 3550 ms at least: connecting, warmUp and window take 2500 ms before it.',
  ])
})

test('connect starts the gateway with spare handlers where they are asked for, and only there', () => {
  const connect = scenario('connect')
  const environment = (handlers: number) =>
    connect.workload(valuesOf(connect, 'smoke', { handlers }), 'websocket', 1).gatewayEnvironment
  expect(environment(24)).toEqual({ CHAT_SPARE_HANDLERS: '24' })
  expect(environment(0)).toEqual({})
})
