import { expect, test } from 'vitest'
import { withFunctionsFlag } from '../../../scripts/ab/functions-flag.ts'

const scenarios = ['fan-out', 'ack']

test.each([
  [['--profile'], ['--functions']],
  [
    ['--profile', '--json'],
    ['--functions', '--json'],
  ],
  [
    ['--profile', 'fan-out'],
    ['--functions', 'fan-out'],
  ],
  [
    ['--profile', 'smoke'],
    ['--profile', 'smoke'],
  ],
  [
    ['--profile', 'smoke', '--profile'],
    ['--profile', 'smoke', '--functions'],
  ],
  [
    ['--profile', 'smok'],
    ['--profile', 'smok'],
  ],
])('%j becomes %j', (args, expected) => {
  expect(withFunctionsFlag(args, scenarios)).toEqual(expected)
})
