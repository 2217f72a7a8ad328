import { expect, test } from 'vitest'
import { connect } from '../../../scenarios/connect.ts'
import { fanOut } from '../../../scenarios/fan-out.ts'
import { studyCells } from '../../../scripts/study/cells.ts'

test('a cell without a place is measured on one instance', () => {
  expect(studyCells([{ scenario: fanOut, settings: {} }])).toMatchObject([
    { target: 'single', instances: 1, adapter: undefined, transport: 'websocket' },
  ])
})

test('a cell with an adapter is measured on a cluster, whatever its size', () => {
  const place = { instances: 1, adapter: 'redis-streams' } as const
  expect(studyCells([{ scenario: fanOut, settings: {}, place }])).toMatchObject([
    { target: 'cluster', instances: 1, adapter: 'redis-streams' },
  ])
})

test('what is not set is as in the standard profile', () => {
  const [cell] = studyCells([{ scenario: fanOut, settings: { members: 7 } }])
  expect(cell?.values.all).toMatchObject({ members: 7, rate: 40, window: 2500 })
})

test('the label says what tells a cell from others', () => {
  const [cell] = studyCells([{ scenario: connect, settings: { users: 10, rate: 5 }, transport: 'polling' }])
  expect(cell?.label).toBe('connect single polling, users 10, rate 5')
})

test('a design with a setting that the scenario does not have is a bug', () => {
  expect(() => studyCells([{ scenario: fanOut, settings: { membres: 7 } }])).toThrow(
    new TypeError('a cell of fan-out: there is no parameter membres'),
  )
})
