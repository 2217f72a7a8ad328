import { expect, test } from 'vitest'
import { connect } from '../../../scenarios/connect.ts'
import { fanOut } from '../../../scenarios/fan-out.ts'
import { defaultValues, ParameterValues } from '../../../scenarios/parameter-values.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { isRemote } from '../../../scripts/saturate/is-remote.ts'
import { roundedFor, stepCell } from '../../../scripts/saturate/step-cell.ts'

function cellOf(scenario: Scenario) {
  const values = new ParameterValues(defaultValues(scenario.parameters, 'standard'))
  return { scenario, values, target: 'single', instances: 1, adapter: undefined, transport: 'websocket' } as const
}

function axisOf({ loads = [] }: Scenario, parameter: string) {
  const axis = loads.find((one) => one.parameter === parameter)
  if (axis === undefined) throw new Error('no such axis')
  return axis
}

test('a step differs from its cell by the load alone', () => {
  const cell = cellOf(fanOut)
  const { values, label } = stepCell(cell, axisOf(fanOut, 'rate'), 174.5)
  expect(values.all).toEqual({ ...cell.values.all, rate: 174.5 })
  expect(label).toBe('fan-out single websocket, rate 174.5')
})

test('a rate of connects is offered for as long as any other, so more users come', () => {
  const { values } = stepCell(cellOf(connect), axisOf(connect, 'rate'), 1000)
  expect(values.all).toMatchObject({ rate: 1000, users: 4000 })
})

test('loads are rounded to what the parameter takes', () => {
  expect(roundedFor(cellOf(fanOut), axisOf(fanOut, 'rate'))(226.2741)).toBe(226.3)
  expect(roundedFor(cellOf(connect), axisOf(connect, 'users'))(1414.2)).toBe(1414)
})

test('only a target on another machine has a network before it', () => {
  expect(isRemote([])).toBe(false)
  expect(isRemote(['http://127.0.0.1:3000', 'http://localhost:3001', 'http://[::1]:3002'])).toBe(false)
  expect(isRemote(['http://127.0.0.1:3000', 'https://chat.example.org'])).toBe(true)
})
