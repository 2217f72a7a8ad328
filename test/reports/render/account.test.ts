import { describe, expect, test } from 'vitest'
import { accountLines, failureText } from '../../../reports/render/account.ts'
import { clusterResult, sampleResult } from '../../support/sample-report.ts'
import { completedTrial, invalidTrial, sampleLedger } from '../../support/sample-trial.ts'

const lineOf = (...trials: ReturnType<typeof completedTrial>[]) => accountLines(sampleResult({ trials }))[0]

describe('accountLines', () => {
  test('adds the ledgers of completed trials up', () => {
    const trials = [
      completedTrial({ ledger: sampleLedger({ delivered: 3999, lost: 1, duplicated: 2 }) }),
      completedTrial({ ledger: sampleLedger({ delivered: 4000, reordered: 5 }) }),
    ]
    expect(lineOf(...trials)).toBe(': 8,000 expected = 7,999 delivered + 1 lost; 2 duplicated, 5 reordered')
  })

  test('leaves invalid trials out', () => {
    const trials = [completedTrial(), invalidTrial()]
    expect(accountLines(sampleResult({ trials }))).toEqual([
      ': 600,000 expected = 600,000 delivered + 0 lost; 0 duplicated, 0 reordered',
    ])
  })

  test('names dropped sends and unexpected packets only where there are some', () => {
    const ledger = sampleLedger({ sent: 38, dropped: 2, unexpected: 7 })
    expect(lineOf(completedTrial({ ledger }))).toMatch(/, 0 reordered, 7 unexpected; 2 of 40 sends dropped$/)
  })

  test('tells deliveries on the same instance from those on another', () => {
    expect(accountLines(clusterResult())[0]).toMatch(/; 900,000 on the same instance, 900,000 on another$/)
  })

  test('goes on where a histogram is damaged, and says so', () => {
    const histograms = { 'delivery.remote': 'AAAA' }
    expect(lineOf(completedTrial({ histograms }))).toMatch(/; deliveries by instance: the histograms are damaged$/)
  })

  test('has no ledger for trials that send no messages', () => {
    expect(lineOf(completedTrial({ ledger: undefined }))).toBeUndefined()
  })

  test('counts failed operations by code', () => {
    const trials = [
      completedTrial({ failures: { 'connect.refused': 2 } }),
      completedTrial({ failures: { 'connect.refused': 1 } }),
    ]
    expect(accountLines(sampleResult({ trials })).at(-1)).toBe(', failed operations: connect.refused 3')
  })
})

test('failureText names the most frequent first and nothing that did not happen', () => {
  expect(failureText([{ 'a.x': 1, 'b.y': 1200, 'c.z': 0 }])).toBe('b.y 1,200, a.x 1')
})
