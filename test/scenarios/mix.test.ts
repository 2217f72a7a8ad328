import { describe, expect, test } from 'vitest'
import { countDue, durationOf, scheduleOf } from '../../load/schedule.ts'
import { mix } from '../../scenarios/mix.ts'
import { defaultValues, ParameterValues } from '../../scenarios/parameter-values.ts'
import { parseRoomGroups } from '../../scenarios/room-groups.ts'
import type { ParameterValue } from '../../scenarios/parameter.ts'

const valuesOf = (changed: Readonly<Record<string, ParameterValue>>): ParameterValues =>
  new ParameterValues({ ...defaultValues(mix.parameters, 'standard'), ...changed })

const workloadOf = (changed: Readonly<Record<string, ParameterValue>>, seed = 1) =>
  mix.workload(valuesOf(changed), 'mixed', seed)

describe('the text of rooms', () => {
  test.each([
    ['20x10,2x200', [{ rooms: 20, members: 10 }, { rooms: 2, members: 200 }]], // prettier-ignore
    [' 1 x 5 , 3x1', [{ rooms: 1, members: 5 }, { rooms: 3, members: 1 }]], // prettier-ignore
  ])('%j is read', (text, groups) => {
    expect(parseRoomGroups(text)).toEqual(groups)
  })

  const form = 'rooms x members, several with commas, such as 20x10,2x200'
  test.each([
    ['', form],
    ['20x10,', form],
    ['20', form],
    ['0x10', form],
    ['10x0', form],
    ['1.5x10', form],
    ['-1x10', form],
    ['20x10;2x200', form],
    ['1000x1001', 'for 1000000 users at most, not 1001000'],
    [new Array(51).fill('1x1').join(','), '50 groups of rooms at most, not 51'],
  ])('%j is refused', (text, mustBe) => {
    expect(parseRoomGroups(text)).toEqual({ mustBe })
  })
})

test('messages are dealt over rooms by their members', () => {
  expect(workloadOf({ rooms: '20x10,2x200' }).rooms).toEqual([
    { rooms: 20, members: 10, weight: 10 },
    { rooms: 2, members: 200, weight: 200 },
  ])
})

test.each([
  [{ upgrade: 0.2, polling: 0.1 }, 0.7],
  [{ upgrade: 0, polling: 1 }, 0],
  [{ upgrade: 0.9, polling: 0.1 }, 0],
])('of %j the rest is websocket only', (shares, websocket) => {
  expect(mix.check(valuesOf(shares))).toEqual([])
  const { transports } = workloadOf(shares)
  expect(transports).toEqual({ ...shares, websocket: expect.closeTo(websocket, 9) as number })
  expect(transports.websocket).toBeGreaterThanOrEqual(0)
})

test('shares of more than all users are a problem', () => {
  expect(mix.check(valuesOf({ upgrade: 0.75, polling: 0.5 }))).toEqual([
    'upgrade and polling are 1.25 of the users together; make them 1 at most.',
  ])
})

test('a window in which no message falls due is a problem', () => {
  expect(mix.check(valuesOf({ rate: 0.1, window: 2000 }))).toEqual([
    'at a rate of 0.1 no message falls due in a window of 2000 ms; raise one of them.',
  ])
})

describe('the warm-up', () => {
  const times = { warmUp: 3000, window: 2000, rate: 100, schedule: 'constant' }

  test('is at the rate of the window where no other is given', () => {
    const { messages } = workloadOf(times)
    expect(messages && [...scheduleOf(messages.schedule)]).toEqual(Array.from({ length: 500 }, (_, n) => n * 10))
  })

  test('is at its own rate but for the last second', () => {
    const { messages } = workloadOf({ ...times, warmUpRate: 1500 })
    if (messages === undefined) throw new Error('no messages')
    const due = [...scheduleOf(messages.schedule)]
    expect(due.filter((time) => time < 2000)).toHaveLength(3000)
    expect(due.filter((time) => time >= 2000 && time < 3000)).toHaveLength(100)
    expect(countDue(messages.schedule, messages.warmUpMs)).toBe(200)
    expect(durationOf(messages.schedule)).toBe(5000)
  })
})

test.each([0, 1500])(
  'at random, every seed has as many messages in the window, after a warm-up at %i',
  (warmUpRate) => {
    const planOf = (seed: number) => {
      const { messages } = workloadOf({ rate: 30, warmUp: 3000, window: 2000, warmUpRate }, seed)
      if (messages === undefined) throw new Error('no messages')
      return messages
    }
    for (const seed of [1, 2, 3]) expect(countDue(planOf(seed).schedule, 3000)).toBe(60)
    expect(planOf(1).schedule).toEqual(planOf(1).schedule)
    expect(planOf(1).schedule).not.toEqual(planOf(2).schedule)
  },
)

test('acknowledgements are asked for where that was chosen', () => {
  expect(workloadOf({ acknowledged: 'yes' }).messages?.acknowledged).toBe(true)
  expect(workloadOf({}).messages?.acknowledged).toBe(false)
})
