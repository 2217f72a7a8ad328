import { expect, test } from 'vitest'
import { limitsOf } from '../../../scripts/plan/verify.ts'

test('on a small machine two instances share a core, and have half of it', () => {
  expect(limitsOf(2, 7)).toMatchObject({ instances: 2, cores: 0.5 })
})

test('where each has a core of its own, as many are run as the plan has', () => {
  expect(limitsOf(8, 4)).toMatchObject({ instances: 4, cores: expect.closeTo(2.4, 9) as number })
})

test('no more are run than there are cores for', () => {
  expect(limitsOf(8, 40)).toMatchObject({ instances: 6 })
})

test('a single instance stays one', () => {
  expect(limitsOf(2, 1)).toMatchObject({ instances: 1, cores: 0.5 })
})
