import { expect, test } from 'vitest'
import { ErrorRate, type BadStretch } from '../../load/error-rate.ts'

/** Feeds what one worker does second by second, `[operations, failures]`; returns the first stretch and when it was told. */
function watch(seconds: readonly (readonly [number, number])[]): { second: number; stretch: BadStretch } | undefined {
  const rate = new ErrorRate()
  const sum = { operations: 0, failures: 0 }
  for (const [second, [operations, failures]] of [...seconds, [0, 0] as const].entries()) {
    sum.operations += operations
    sum.failures += failures
    const stretch = rate.add(second * 1000 + 500, 0, sum.operations, sum.failures)
    if (stretch !== undefined) return { second, stretch }
  }
  return undefined
}

test('five bad seconds in a row are told as soon as the fifth is over', () => {
  expect(watch(Array.from({ length: 20 }, () => [10, 6] as const))).toEqual({
    second: 5,
    stretch: { seconds: 5, operations: 50, failures: 30 },
  })
})

test('four bad seconds are none too many', () => {
  expect(watch(Array.from({ length: 4 }, () => [10, 10] as const))).toBeUndefined()
})

test('half of the operations may fail for ever', () => {
  expect(watch(Array.from({ length: 100 }, () => [10, 5] as const))).toBeUndefined()
})

test('one good second ends a stretch', () => {
  const bad = Array.from({ length: 4 }, () => [10, 10] as const)
  expect(watch([...bad, [10, 0], ...bad])).toBeUndefined()
})

test('a second without operations neither counts nor ends a stretch', () => {
  const slow = Array.from({ length: 9 }, (_, second) => (second % 2 === 0 ? ([1, 1] as const) : ([0, 0] as const)))
  expect(watch(slow)).toEqual({ second: 9, stretch: { seconds: 5, operations: 5, failures: 5 } })
})

test('what happened before a stretch is no part of it', () => {
  const bad = Array.from({ length: 5 }, () => [10, 10] as const)
  expect(watch([[1000, 400], ...bad])?.stretch).toEqual({ seconds: 5, operations: 50, failures: 50 })
})

test('the seconds of all workers are judged together', () => {
  const rate = new ErrorRate()
  for (let second = 0; second < 10; second++) {
    const all = second + 1
    expect(rate.add(second * 1000 + 100, 0, 10 * all, 10 * all)).toBeUndefined()
    expect(rate.add(second * 1000 + 600, 1, 30 * all, 0)).toBeUndefined()
  }
})

test('several reports of a worker within a second are one second', () => {
  const rate = new ErrorRate()
  for (let report = 1; report <= 8; report++) expect(rate.add(report * 100, 0, report, report)).toBeUndefined()
  expect(rate.add(1100, 0, 9, 9)).toBeUndefined()
})
