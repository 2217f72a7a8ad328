import { describe, expect, test } from 'vitest'
import { sideNotes } from '../../../reports/compare/side-notes.ts'
import type { Result } from '../../../reports/report.ts'
import { sampleResult } from '../../support/sample-report.ts'
import {
  completedTrial,
  failedTrial,
  interruptedTrial,
  invalidTrial,
  sampleLedger,
} from '../../support/sample-trial.ts'

function messagesOf(fields: Partial<Result>): string[] {
  return sideNotes('head', sampleResult({ summary: {}, ...fields })).map(({ message }) => message)
}

describe('sideNotes', () => {
  test('has nothing to say of trials that all went well', () => {
    expect(messagesOf({ trials: [completedTrial(), completedTrial()] })).toEqual([])
  })

  test('says whose notes they are', () => {
    expect(sideNotes('base', sampleResult({ trials: [invalidTrial()], summary: {} }))).toEqual([
      { side: 'base', message: '1 of 1 trials is invalid' },
    ])
  })

  test('counts the trials that do not count', () => {
    const trials = [completedTrial(), invalidTrial(), invalidTrial(), failedTrial(), interruptedTrial()]
    expect(messagesOf({ trials })).toEqual([
      '2 of 5 trials are invalid',
      '1 of 5 trials failed',
      '1 of 5 trials was interrupted',
    ])
  })

  test('adds the ledgers of completed trials up', () => {
    const ledger = sampleLedger({
      sent: 1190,
      dropped: 10,
      delivered: 599_550,
      lost: 450,
      duplicated: 3,
      reordered: 12,
    })
    const strange = { ...ledger, unexpected: 2 }
    expect(messagesOf({ trials: [completedTrial({ ledger }), completedTrial({ ledger: strange })] })).toEqual([
      '20 of 2,400 sends were dropped',
      '900 of 1,200,000 deliveries were lost',
      '6 deliveries came more than once',
      '24 of 1,200,000 deliveries came out of order',
      '2 packets came that nobody was owed',
    ])
  })

  test('names the most frequent failures and counts the rest', () => {
    const failures = { 'a.x': 1, 'connect.refused': 40, 'ack.ack-timeout': 10, 'b.y': 2, none: 0 }
    expect(messagesOf({ trials: [completedTrial({ failures })] })).toEqual([
      '53 operations failed: connect.refused 40, ack.ack-timeout 10, b.y 2 and 1 more',
    ])
  })

  test('names the objectives that were missed, with their figures', () => {
    const slo = [
      { slo: 'delivery.p99<15', value: 17.23, met: false },
      { slo: 'ack.p99<15', value: null, met: false },
      { slo: 'connect.p99<15', value: 3, met: true },
    ]
    expect(messagesOf({ trials: [completedTrial()], slo })).toEqual([
      '2 of 3 objectives were missed: delivery.p99<15 (17.23), ack.p99<15 (not measured)',
    ])
  })

  test('says which figures it leaves out because it does not know them', () => {
    const metrics = { 'delivery.p99': 3, 'delivery.p97': 2 }
    expect(messagesOf({ trials: [completedTrial({ metrics })] })).toEqual([
      '1 figure of another version left out: delivery.p97',
    ])
  })
})
