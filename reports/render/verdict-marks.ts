import type { Verdict } from '../compare/comparison.ts'

/** How a verdict is printed beside a figure: as benchstat does, `~` where nothing has changed. */
export const verdictMarks: Readonly<Record<Verdict, string>> = {
  better: 'better',
  worse: 'worse',
  same: '~',
  unknown: '?',
  incomparable: 'x',
}

/** What the marks mean that are no words. */
export const verdictLegend = '~ no change beyond the limit, ? not decided, x not measured alike'

/** Whether a verdict is good or bad news; nothing where it is neither. */
export function toneOf(verdict: Verdict | undefined): { readonly tone: 'good' | 'bad' } | undefined {
  if (verdict === 'better') return { tone: 'good' }
  if (verdict === 'worse') return { tone: 'bad' }
  return undefined
}
