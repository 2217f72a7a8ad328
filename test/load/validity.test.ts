import { describe, expect, test } from 'vitest'
import { invalidReasons, validityWarnings, type ValidityFacts } from '../../load/validity.ts'

const fine: ValidityFacts = {
  sendDelayP99: 1,
  responseP99: 10,
  longestBlock: 5,
  busiestWorker: 0.4,
  dropped: 0,
  generatorCpuMicros: 10,
  burst: 100,
  deliveryP50: 4,
}

const reasonsFor = (facts: Partial<ValidityFacts>): string[] =>
  invalidReasons({ ...fine, ...facts }).map(({ code }) => code)
const warningsFor = (facts: Partial<ValidityFacts>): string[] =>
  validityWarnings({ ...fine, ...facts }).map(({ code }) => code)

describe('a trial is valid', () => {
  test.each<[string, Partial<ValidityFacts>]>([
    ['when nothing is wrong', {}],
    ['when the generator is late by less than 5 ms', { sendDelayP99: 4.9, responseP99: 5 }],
    ['when its lateness is small beside the response time', { sendDelayP99: 20, responseP99: 500 }],
    ['when it used most of a core, but not too much', { busiestWorker: 0.84 }],
    ['when the gateway did not sustain the rate', { dropped: 12 }],
    ['when nothing was sent', { sendDelayP99: undefined, responseP99: undefined, deliveryP50: undefined }],
  ])('%s', (_, facts) => {
    expect(reasonsFor(facts)).toEqual([])
  })
})

describe('a trial is invalid', () => {
  test.each<[string, Partial<ValidityFacts>, string]>([
    ['when the generator sent late', { sendDelayP99: 6, responseP99: 20 }, 'generator-late'],
    ['when it sent late and nothing came back', { sendDelayP99: 6, responseP99: undefined }, 'generator-late'],
    ['when it stood still', { longestBlock: 101 }, 'generator-blocked'],
    ['when it used up its core', { busiestWorker: 0.86 }, 'generator-saturated'],
  ])('%s', (_, facts, code) => {
    expect(reasonsFor(facts)).toEqual([code])
  })
})

test('dropped sends are the gateway’s doing and warned of in words that do not blame the generator', () => {
  const [warning] = validityWarnings({ ...fine, dropped: 3 })
  expect(warning?.code).toBe('sends-dropped')
  expect(warning?.message).toContain('gateway did not sustain')
  expect(warning?.message).not.toContain('generator')
})

test('a warning says how much of the delivery time the generator’s own receiving explains', () => {
  const [warning] = validityWarnings({ ...fine, generatorCpuMicros: 10, burst: 500, deliveryP50: 5 })
  expect(warning?.message).toContain('50 %')
  expect(warning?.message).toContain('500 copies')
})

test('no such warning where it explains less than a quarter', () => {
  expect(warningsFor({ generatorCpuMicros: 10, burst: 100, deliveryP50: 4 })).toEqual([])
})
