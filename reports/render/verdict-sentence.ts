import type { Verdict } from '../compare/comparison.ts'

/** At most this many metrics are named. */
const mostNamed = 3

/** A gated metric, its verdict, and what to call it. */
export interface JudgedName {
  readonly verdict: Verdict
  readonly name: string
}

/** A verdict as a sentence begins with it. */
const words: Readonly<Record<Verdict, string>> = {
  worse: 'Worse',
  unknown: 'Unknown',
  incomparable: 'Incomparable',
  better: 'Better',
  same: 'Same',
}

const statements: Readonly<Record<Verdict, string>> = {
  worse: 'got worse by more than the limit',
  unknown: 'could not be decided, and none got worse',
  incomparable: 'were not measured alike, and none got worse',
  better: 'got better by more than the limit, and none got worse',
  same: 'changed by no more than the limit',
}

const shortWords: Readonly<Record<Verdict, string>> = {
  worse: 'worse',
  unknown: 'unknown',
  incomparable: 'incomparable',
  better: 'better',
  same: 'the same',
}

/** A verdict in words: how many gated metrics it holds for, which these are if they changed, and what became of the others. */
export function verdictSentence(verdict: Verdict, judged: readonly JudgedName[]): string {
  const concerned = judged.filter((one) => one.verdict === verdict)
  const others = countsText(judged.filter((one) => one.verdict !== verdict))
  const named = verdict === 'worse' || verdict === 'better' ? `: ${namesOf(concerned)}` : ''
  const rest = others === '' ? '' : ` Of the others, ${others}.`
  return `${words[verdict]}: ${concerned.length} of ${judged.length} gated metrics ${statements[verdict]}${named}.${rest}`
}

/** How many have which verdict: `1 worse, 3 the same`. */
export function countsText(judged: readonly Pick<JudgedName, 'verdict'>[]): string {
  return (Object.keys(shortWords) as Verdict[])
    .map((verdict) => ({ verdict, count: judged.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${shortWords[verdict]}`)
    .join(', ')
}

function namesOf(concerned: readonly JudgedName[]): string {
  const more = concerned.length - mostNamed
  const names = concerned.slice(0, mostNamed).map(({ name }) => name)
  return names.join('; ') + (more > 0 ? `; and ${more} more` : '')
}
