import { describe, expect, test } from 'vitest'
import type { TrialResult } from '../../../load/trial-result.ts'
import { Footnotes } from '../../../reports/render/footnotes.ts'
import { trialNotes } from '../../../reports/render/trial-notes.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial, failedTrial, interruptedTrial, invalidTrial } from '../../support/sample-trial.ts'

const notesOf = (...trials: TrialResult[]) => trialNotes(sampleResult({ trials, summary: {} }), new Footnotes())

describe('trialNotes', () => {
  test('says nothing about completed trials', () => {
    expect(notesOf(completedTrial())).toEqual([])
  })

  test('numbers trials as they were run', () => {
    expect(notesOf(completedTrial(), interruptedTrial())).toEqual([
      ', trial 2 was interrupted (phase measure) and does not count',
    ])
  })

  test('names the phase and the error of a failed trial', () => {
    expect(notesOf(failedTrial())).toEqual([
      ', trial 1 failed (phase connect): target-died: instance 2 ended with exit code 134 after 812 of 1,000 connects',
    ])
  })

  test('names every reason of an invalid trial, then what to do', () => {
    const reasons = [1, 2].map((n) => ({ code: 'x', message: `Reason ${n}.`, advice: `Advice ${n}.` }))
    expect(notesOf(invalidTrial({ reasons }))).toEqual([
      ', trial 1 is invalid and does not count: Reason 1. Reason 2.',
      ', to do: Advice 1.',
      ', to do: Advice 2.',
    ])
  })

  test('gives an advice once, however many trials need it', () => {
    expect(notesOf(invalidTrial(), invalidTrial()).filter((note) => note.startsWith(', to do: '))).toHaveLength(1)
  })

  test('refers to the footnotes of a trial that does not count', () => {
    const warnings = [{ code: 'x', message: 'X.', advice: 'Y.' }]
    expect(notesOf(interruptedTrial({ warnings }))[0]).toMatch(/ \[1\]$/)
  })
})
