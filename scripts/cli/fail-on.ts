import type { Verdict } from '../../reports/compare/comparison.ts'

/** Which verdicts end a command with exit code 1: `unknown` means that one and `worse`. */
export const failOnNames = ['worse', 'unknown', 'never'] as const

/** One of {@link failOnNames}. */
export type FailOn = (typeof failOnNames)[number]

/** The exit code of a verdict: 1 where it is one to fail on, 3 where nothing could be compared, unless nothing shall fail, otherwise 0. */
export function exitCodeOfVerdict(verdict: Verdict, failOn: FailOn): number {
  if (failOn === 'never') return 0
  if (verdict === 'incomparable') return 3
  return verdict === 'worse' || (verdict === 'unknown' && failOn === 'unknown') ? 1 : 0
}
