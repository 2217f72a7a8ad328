import { expect, test } from 'vitest'
import { cellKey, cellsOf, trialOrder, type Cell } from '../../../scripts/bench/cell.ts'
import { parseBenchOptions } from '../../../scripts/bench/options.ts'

function cells(...args: string[]): readonly Cell[] {
  const parsed = parseBenchOptions(args)
  return parsed.kind === 'run' ? cellsOf(parsed.options) : []
}

const shown = (cell: Cell): string => `${cell.scenario.name} ${cell.target} ${cell.transport}`

test('a scenario is measured on every target, over websocket', () => {
  expect(cells('fan-out').map(shown)).toEqual(['fan-out single websocket', 'fan-out cluster websocket'])
})

test('a scenario that compares transports is measured over each', () => {
  expect(cells('transport', '--target', 'single').map(shown)).toEqual([
    'transport single websocket',
    'transport single upgrade',
    'transport single polling',
  ])
})

test('a scenario that deals its users over transports is measured once', () => {
  expect(cells('mix', '--target', 'single').map(shown)).toEqual(['mix single mixed'])
})

test('the transports that were asked for are used in all scenarios', () => {
  expect(cells('ack', 'transport', '--target', 'single', '--transport', 'polling').map(shown)).toEqual([
    'ack single polling',
    'transport single polling',
  ])
})

test('what is compared takes turns, forwards and backwards', () => {
  const order = trialOrder(cells('fan-out', 'ack'), 3).map(
    ({ cell, trial }) => `${cell.scenario.name} ${cell.target} ${trial}`,
  )
  expect(order).toEqual([
    'fan-out single 1',
    'fan-out cluster 1',
    'fan-out cluster 2',
    'fan-out single 2',
    'fan-out single 3',
    'fan-out cluster 3',
    'ack single 1',
    'ack cluster 1',
    'ack cluster 2',
    'ack single 2',
    'ack single 3',
    'ack cluster 3',
  ])
})

test('cells that differ by a parameter, an adapter or a number of instances are told apart', () => {
  const keys = [
    ...cells('fan-out'),
    ...cells('fan-out', '--set', 'members=7'),
    ...cells('fan-out', '--instances', '3', '--target', 'cluster'),
    ...cells('fan-out', '--adapter', 'redis-streams', '--target', 'cluster'),
  ].map(cellKey)
  expect(new Set(keys).size).toBe(keys.length)
})

test('a single target has one instance and no adapter, whatever is asked for the cluster', () => {
  const [single] = cells('fan-out', '--instances', '3', '--adapter', 'redis-sharded')
  expect(single).toMatchObject({ target: 'single', instances: 1, adapter: undefined })
})
