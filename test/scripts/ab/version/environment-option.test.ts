import { expect, test } from 'vitest'
import { readEnvironment } from '../../../../scripts/ab/version/environment-option.ts'

test('settings are read up to the first equals sign, and the last one of a name holds', () => {
  const problems: string[] = []
  const env = readEnvironment('--head-env', ['A=1', 'NODE_OPTIONS=--x=2', 'EMPTY=', 'A=3'], problems)
  expect(env).toEqual({ A: '3', NODE_OPTIONS: '--x=2', EMPTY: '' })
  expect(problems).toEqual([])
})

test('what cannot be set is refused, each in one line', () => {
  const problems: string[] = []
  readEnvironment('--base-env', ['PORT=1', 'JWT_SECRET=x', 'novalue', '=1', '1A=1'], problems)
  expect(problems).toEqual([
    '--base-env PORT: this is set for every gateway; leave it out.',
    '--base-env JWT_SECRET: this is set for every gateway; leave it out.',
    '--base-env novalue: this is no setting; write NAME=value.',
    '--base-env =1: this is no setting; write NAME=value.',
    '--base-env 1A=1: this is no setting; write NAME=value.',
  ])
})
