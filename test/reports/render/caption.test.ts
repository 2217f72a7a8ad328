import { describe, expect, test } from 'vitest'
import { captionOf } from '../../../reports/render/caption.ts'
import { sectionsOf } from '../../../reports/render/section.ts'
import type { Result } from '../../../reports/report.ts'
import { clusterResult, sampleResult, sampleTrials, transportResults } from '../../support/sample-report.ts'
import { failedTrial } from '../../support/sample-trial.ts'

const captions = (...results: Result[]) => sectionsOf(results).map(captionOf)
const ofTrials = (n: number) => sampleTrials({ 'delivery.p99': 13.3 }, n)

describe('captionOf', () => {
  test('says what an interval of few trials is worth, and how many it takes', () => {
    expect(captions(sampleResult({ trials: ofTrials(3) }))).toEqual([
      'Median of 3 trials (lowest-highest: holds the true median in 75 % of runs; 6 trials reach 95 %).',
    ])
  })

  test('states the coverage of six trials and more', () => {
    expect(captions(sampleResult({ trials: ofTrials(6) }))).toEqual([
      'Median of 6 trials (interval: holds the true median in 96.9 % of runs).',
    ])
  })

  test('says of a single trial that there is no interval', () => {
    expect(captions(sampleResult({ trials: ofTrials(1) }))).toEqual([
      'One trial, so no interval: at least 6 give one of 95 %.',
    ])
  })

  test('names the columns where they differ in trials', () => {
    expect(captions(sampleResult({ trials: ofTrials(1) }), clusterResult({ trials: ofTrials(2) }))[0]).toMatch(
      /^single: One trial, .+ cluster x2 redis: Median of 2 trials /,
    )
  })

  test('does not speak for a column without a completed trial', () => {
    const failed = clusterResult({ trials: [failedTrial()] })
    expect(captions(sampleResult({ trials: ofTrials(1) }), failed)[0]).toMatch(/^single: One trial, [^:]+: [^:]+$/)
  })

  test('explains ratios where there are some', () => {
    expect(captions(...transportResults())[0]).toMatch(/ 2\.00x means twice the figure of websocket only\.$/)
  })
})
