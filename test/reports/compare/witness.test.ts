import { describe, expect, test } from 'vitest'
import type { Effect } from '../../../reports/compare/comparison.ts'
import { doubtOf, witnessOf } from '../../../reports/compare/witness.ts'
import { metricOf } from '../../../reports/metrics.ts'

function effectOf(low: number | null, estimate: number, high: number | null, fields: Partial<Effect> = {}): Effect {
  return { kind: 'relative', estimate, low, high, limit: 0.05, confidence: 0.95, p: 0.01, ...fields }
}

const slower = effectOf(0.06, 0.15, 0.23)
const sameWork = effectOf(0, 0, 0)
const cpu = metricOf('delivery.serverCpuMicros')

function witnessIn(effects: Readonly<Record<string, Effect>>) {
  return witnessOf((id) => effects[id])
}

const witness = witnessIn({ 'delivery.generatorCpuMicros': slower, 'message.bytesDown': sameWork })

describe('witnessOf', () => {
  test('is what the generator took for the same work where that changed', () => {
    expect(witness).toEqual(slower)
  })

  test('takes the cost of connecting where nothing was delivered', () => {
    expect(witnessIn({ 'connect.generatorCpu': slower, 'connect.bytesDown': sameWork })).toEqual(slower)
  })

  test.each([
    ['nothing changed', { 'delivery.generatorCpuMicros': effectOf(-0.02, 0.01, 0.04) }],
    [
      'the work changed as well',
      { 'delivery.generatorCpuMicros': slower, 'message.bytesDown': effectOf(0.2, 0.2, 0.2) },
    ],
    ['there are too few trials', { 'delivery.generatorCpuMicros': effectOf(null, 0.1, null) }],
    ['there is no such figure', {}],
  ])('is nobody where %s', (_, effects) => {
    expect(witnessIn(effects)).toBeUndefined()
  })
})

describe('doubtOf', () => {
  const reason =
    'the generator, at the same work, took 15 % more CPU (6 % to 23 %), so the machine ran at another speed: measure both in pairs with npm run ab'

  test('doubts a change that is no further from none than that of the machine', () => {
    expect(doubtOf(cpu, 'worse', effectOf(0.08, 0.2, 0.38), witness)).toBe(reason)
  })

  test('upholds a change that is further from none', () => {
    expect(doubtOf(cpu, 'worse', effectOf(0.3, 0.5, 0.8), witness)).toBeUndefined()
  })

  test('upholds a change against that of the machine', () => {
    expect(doubtOf(cpu, 'better', effectOf(-0.3, -0.2, -0.1), witness)).toBeUndefined()
  })

  test('doubts that nothing changed where the machine changed by more than the limit', () => {
    expect(doubtOf(cpu, 'same', effectOf(-0.01, 0, 0.01), witness)).toBe(reason)
    expect(doubtOf(cpu, 'same', effectOf(-0.01, 0, 0.01, { limit: 0.2 }), witness)).toBeUndefined()
  })

  test('says of a faster machine that the generator took less', () => {
    const faster = witnessIn({ 'delivery.generatorCpuMicros': effectOf(-0.2, -0.1, -0.03) })
    expect(doubtOf(cpu, 'better', effectOf(-0.29, -0.19, -0.08), faster)).toMatch(/took 10 % less CPU \(3 % to 20 %\)/)
  })

  test.each(['delivered.ratio', 'connection.heap', 'message.bytesDown', 'delivery.lost'])(
    'has none about %s, which does not depend on the speed of the machine',
    (id) => {
      expect(doubtOf(metricOf(id), 'worse', effectOf(0.08, 0.2, 0.38), witness)).toBeUndefined()
    },
  )

  test('has none where nobody witnessed anything, or nothing is known anyway', () => {
    expect(doubtOf(cpu, 'worse', effectOf(0.08, 0.2, 0.38), undefined)).toBeUndefined()
    expect(doubtOf(cpu, 'unknown', effectOf(-0.08, 0.2, 0.38), witness)).toBeUndefined()
  })
})
