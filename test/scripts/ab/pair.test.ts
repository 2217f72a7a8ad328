import { expect, test } from 'vitest'
import { figuresOf, spoiledBy } from '../../../scripts/ab/pair.ts'
import { completedTrial, failedTrial, interruptedTrial, invalidTrial } from '../../support/sample-trial.ts'

test('a pair has figures only if both trials have completed', () => {
  const base = completedTrial({ metrics: { 'delivery.p99': 1 } })
  const head = completedTrial({ metrics: { 'delivery.p99': 2 } })
  expect(figuresOf({ base, head })).toEqual({ base: { 'delivery.p99': 1 }, head: { 'delivery.p99': 2 } })
  for (const other of [invalidTrial(), failedTrial(), interruptedTrial()]) {
    expect(figuresOf({ base, head: other })).toBeUndefined()
    expect(figuresOf({ base: other, head })).toBeUndefined()
  }
})

test('why a pair cannot be used is said for each trial', () => {
  expect(spoiledBy({ base: failedTrial(), head: invalidTrial() })).toBe(
    'base failed (connect): instance 2 ended with exit code 134 after 812 of 1,000 connects; ' +
      'head invalid: The generator sent late: send delay p99 was 18.4 ms, over 5 ms and over 5 % of the delivery p99.',
  )
  expect(spoiledBy({ base: completedTrial(), head: interruptedTrial() })).toBe('head interrupted (measure)')
})
