import { expect, test } from 'vitest'
import { exitCodeOfVerdict } from '../../../scripts/cli/fail-on.ts'

test.each([
  ['worse', { worse: 1, unknown: 0, same: 0, better: 0, incomparable: 3 }],
  ['unknown', { worse: 1, unknown: 1, same: 0, better: 0, incomparable: 3 }],
  ['never', { worse: 0, unknown: 0, same: 0, better: 0, incomparable: 0 }],
] as const)('--fail-on %s', (failOn, codes) => {
  for (const verdict of ['worse', 'unknown', 'same', 'better', 'incomparable'] as const) {
    expect([verdict, exitCodeOfVerdict(verdict, failOn)]).toEqual([verdict, codes[verdict]])
  }
})
