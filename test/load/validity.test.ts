import { describe, expect, test } from 'vitest'
import { invalidReasons, latenessPercentile, validityWarnings, type ValidityFacts } from '../../load/validity.ts'

const fine: ValidityFacts = {
  lateness: [],
  longestBlock: 5,
  busiestWorker: 0.4,
  dropped: 0,
  generatorCpuMicros: 10,
  burst: 100,
  deliveryP50: 4,
}

const late = (sendDelay: number | undefined, responseTime: number | undefined): Partial<ValidityFacts> => ({
  lateness: [{ what: 'messages', percentile: 99, sendDelay, responseTime }],
})
const reasonsFor = (facts: Partial<ValidityFacts>): string[] =>
  invalidReasons({ ...fine, ...facts }).map(({ code }) => code)
const warningsFor = (facts: Partial<ValidityFacts>): string[] =>
  validityWarnings({ ...fine, ...facts }).map(({ code }) => code)

describe('a trial is valid', () => {
  test.each<[string, Partial<ValidityFacts>]>([
    ['when nothing is wrong', {}],
    ['when the generator is late by less than 5 ms', late(4.9, 5)],
    ['when its lateness is small beside the response time', late(20, 500)],
    ['when it used most of a core, but not too much', { busiestWorker: 0.84 }],
    ['when the gateway did not sustain the rate', { dropped: 12 }],
    ['when nothing was sent', { ...late(undefined, undefined), deliveryP50: undefined }],
  ])('%s', (_, facts) => {
    expect(reasonsFor(facts)).toEqual([])
  })
})

describe('a trial is invalid', () => {
  test.each<[string, Partial<ValidityFacts>, string]>([
    ['when the generator sent late', late(6, 20), 'generator-late'],
    ['when it sent late and nothing came back', late(6, undefined), 'generator-late'],
    ['when it stood still', { longestBlock: 101 }, 'generator-blocked'],
    ['when it used up its core', { busiestWorker: 0.86 }, 'generator-saturated'],
  ])('%s', (_, facts, code) => {
    expect(reasonsFor(facts)).toEqual([code])
  })
})

test('connects that began late are told from messages that did', () => {
  const lateness = [
    { what: 'connects', percentile: 97.5, sendDelay: 9, responseTime: 30 },
    { what: 'messages', percentile: 99, sendDelay: 1, responseTime: 30 },
  ] as const
  const reasons = invalidReasons({ ...fine, lateness })
  expect(reasons.map(({ message }) => message)).toEqual([
    "The generator began its connects late: their send delay has a p97 of 9.0 ms, which is 30 % of their response time's.",
  ])
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

test.each([
  [100_000, 99],
  [500, 99],
  [200, 97.5],
  [100, 95],
  [4, 50],
  [0, 50],
])('lateness of %d sends is judged at percentile %d', (count, percentile) => {
  expect(latenessPercentile(count)).toBe(percentile)
})
