import { expect, test } from 'vitest'
import { verdictSentence } from '../../../reports/render/verdict-sentence.ts'

const judged = (...verdicts: ('worse' | 'better' | 'same' | 'unknown')[]) =>
  verdicts.map((verdict, at) => ({ verdict, name: `metric-${at + 1}` }))

test('names what got worse, and counts the others', () => {
  expect(verdictSentence('worse', judged('same', 'worse', 'better', 'same'))).toBe(
    'Worse: 1 of 4 gated metrics got worse by more than the limit: metric-2. Of the others, 1 better, 2 the same.',
  )
})

test('names three metrics and counts those beyond', () => {
  expect(verdictSentence('better', judged('better', 'better', 'better', 'better', 'better'))).toBe(
    'Better: 5 of 5 gated metrics got better by more than the limit, and none got worse: metric-1; metric-2; metric-3; and 2 more.',
  )
})

test('says of metrics that stayed the same nothing but that', () => {
  expect(verdictSentence('same', judged('same', 'same'))).toBe(
    'Same: 2 of 2 gated metrics changed by no more than the limit.',
  )
})
