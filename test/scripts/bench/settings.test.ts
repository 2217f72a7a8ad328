import { describe, expect, test } from 'vitest'
import { connect } from '../../../scenarios/connect.ts'
import { fanOut } from '../../../scenarios/fan-out.ts'
import { journeys } from '../../../scenarios/journeys/index.ts'
import { applySettings } from '../../../scripts/bench/settings.ts'

const apply = (...settings: string[]) => applySettings([connect, fanOut], 'standard', settings)

test('without settings every scenario has the defaults of the profile', () => {
  const { values, problems } = apply()
  expect(problems).toEqual([])
  expect(values.get(fanOut)?.number('members')).toBe(500)
  expect(values.get(connect)?.choice('schedule')).toBe('constant')
})

test('a name is set in every scenario that has it', () => {
  const { values, problems } = apply('rate=7', 'schedule=poisson')
  expect(problems).toEqual([])
  expect(values.get(fanOut)?.number('rate')).toBe(7)
  expect(values.get(connect)?.number('rate')).toBe(7)
  expect(values.get(connect)?.choice('schedule')).toBe('poisson')
})

test('a name with a scenario before it is set in that one alone', () => {
  const { values } = apply('fan-out.rate=7')
  expect(values.get(fanOut)?.number('rate')).toBe(7)
  expect(values.get(connect)?.number('rate')).toBe(300)
})

test('a journey is named with its slash', () => {
  const { values, problems } = applySettings(journeys, 'standard', ['journeys/chat.users=7'])
  expect(problems).toEqual([])
  expect(journeys.map((journey) => values.get(journey)?.number('users') === 7)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('the last setting of a name holds', () => {
  expect(apply('members=10', 'members=20').values.get(fanOut)?.number('members')).toBe(20)
})

test('digits may be grouped', () => {
  expect(apply('members=10_000').values.get(fanOut)?.number('members')).toBe(10_000)
})

describe('a setting that cannot be followed is a problem', () => {
  test.each([
    ['members', 'this is no setting; write name=value, such as users=1000.'],
    ['=3', 'this is no setting; write name=value, such as users=1000.'],
    ['membres=10', 'no parameter "membres" in connect, fan-out: did you mean "members"?'],
    [
      'connect.members=10',
      'no parameter "members" in connect: there are users, rate, warmUpUsers, roomSize, hold, handlers, schedule, connectTimeout',
    ],
    ['ack.users=10', 'the scenario "ack" is not among those to run (connect, fan-out).'],
    ['members=many', 'members must be a whole number from 1 to 1000000 (users); got "many".'],
    ['members=', 'members must be a whole number from 1 to 1000000 (users); got "".'],
    ['members=1.5', 'members must be a whole number from 1 to 1000000 (users); got "1.5".'],
    ['members=0', 'members must be a whole number from 1 to 1000000 (users); got "0".'],
    ['members=Infinity', 'members must be a whole number from 1 to 1000000 (users); got "Infinity".'],
    ['schedule=random', 'schedule must be one of constant, poisson, ramp, steps; got "random".'],
  ])('%s', (setting, problem) => {
    expect(apply(setting).problems).toEqual([`--set ${setting}: ${problem}`])
  })
})

test('all problems are found at once', () => {
  expect(apply('membres=1', 'members=x', 'window=1').problems).toHaveLength(3)
})
