import { expect, test } from 'vitest'
import { courseOf, stepOf } from '../../../../reports/html/figures/course.ts'

const series = (at: number[], values: (number | null)[]) => ({ unit: 'ms', at, values })

test('readings of several trials meet at the full second that they belong to', () => {
  const trials = [series([1008.6, 2011.3], [1, 2]), series([998.2, 2003], [3, 4])]
  expect([...courseOf(trials, 1)]).toEqual([
    [1, [1, 3]],
    [2, [2, 4]],
  ])
})

test('a moment at which nothing was measured is left out', () => {
  expect([...courseOf([series([0, 1000], [null, 5])], 1)]).toEqual([[1, [5]]])
})

test('a long window is drawn in longer steps, of which none loses a value', () => {
  const at = Array.from({ length: 1000 }, (_, second) => second * 1000)
  const long = series(at, at)
  expect(stepOf([long])).toBe(5)
  const course = courseOf([long], 5)
  expect(course.size).toBe(200)
  expect([...course.values()].flat()).toEqual(at)
})

test('a short window is drawn second by second', () => {
  expect(stepOf([series([0, 1000], [1, 2])])).toBe(1)
  expect(stepOf([])).toBe(1)
})
