import { describe, expect, test } from 'vitest'
import { judge, parseSlo } from '../../reports/slo.ts'
import { sampleResult } from '../support/sample-report.ts'
import { completedTrial, failedTrial } from '../support/sample-trial.ts'

const measured = sampleResult({ trials: [completedTrial({ metrics: { 'delivery.p99': 13, 'delivered.ratio': 1 } })] })
const failed = sampleResult({ trials: [failedTrial()] })

describe('parseSlo', () => {
  test('reads metric, comparison and bound', () => {
    expect(parseSlo('delivery.p99<250')).toEqual({
      text: 'delivery.p99<250',
      scenario: undefined,
      metric: 'delivery.p99',
      comparison: '<',
      bound: 250,
    })
  })

  test('reads a scenario before a colon, and spaces anywhere between', () => {
    expect(parseSlo(' fan-out : delivered.ratio >= 0.999 ')).toMatchObject({
      scenario: 'fan-out',
      metric: 'delivered.ratio',
      comparison: '>=',
      bound: 0.999,
    })
  })

  test.each(['<', '<=', '>', '>=', '=='])('knows %s', (comparison) => {
    expect(parseSlo(`ack.p99${comparison}1.5`)).toMatchObject({ comparison, bound: 1.5 })
  })

  test('names the nearest metric for one that is not known', () => {
    expect(() => parseSlo('delivry.p99<250')).toThrow(
      'SLO "delivry.p99<250": unknown metric "delivry.p99"; did you mean "delivery.p99"?',
    )
  })

  test('says in which unit a bound is when one is written to it', () => {
    expect(() => parseSlo('delivery.p99<250ms')).toThrow(
      'SLO "delivery.p99<250ms": "250ms" is no number; write it without a unit, delivery.p99 is in ms',
    )
  })

  test.each(['', 'delivery.p99', 'delivery.p99=250', 'delivery.p99 <', '< 250', 'delivery.p99<1 2'])(
    'refuses %j',
    (text) => {
      expect(() => parseSlo(text)).toThrow(RangeError)
    },
  )
})

describe('judge', () => {
  test.each([
    ['delivery.p99<13', false],
    ['delivery.p99<=13', true],
    ['delivery.p99>13', false],
    ['delivery.p99>=13', true],
    ['delivery.p99==13', true],
    ['delivery.p99<13.01', true],
  ])('holds a median of 13 against %s', (text, met) => {
    expect(judge(parseSlo(text), measured)).toEqual({ slo: text, value: 13, met })
  })

  test('has nothing to say about another scenario', () => {
    expect(judge(parseSlo('connect: delivery.p99<250'), measured)).toBeUndefined()
  })

  test('has nothing to say where the scenario measures other things', () => {
    expect(judge(parseSlo('connect.p99<250'), measured)).toBeUndefined()
  })

  test('is missed where the SLO names the scenario and the metric was not measured', () => {
    expect(judge(parseSlo('fan-out:connect.p99<250'), measured)).toEqual({
      slo: 'fan-out:connect.p99<250',
      value: null,
      met: false,
    })
  })

  test('is missed where no trial was completed', () => {
    expect(judge(parseSlo('delivery.p99<250'), failed)).toEqual({ slo: 'delivery.p99<250', value: null, met: false })
  })
})
