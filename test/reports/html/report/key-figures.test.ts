import { describe, expect, test } from 'vitest'
import type { Measurement } from '../../../../load/trial-result.ts'
import { headlineOf, keySentences } from '../../../../reports/html/report/key-figures.ts'
import type { Result } from '../../../../reports/report.ts'
import { summarise } from '../../../../reports/summary.ts'
import { sampleResult } from '../../../support/sample-report.ts'
import { completedTrial, failedTrial, sampleLedger } from '../../../support/sample-trial.ts'

function measuring(fields: Partial<Measurement>, result: Partial<Result> = {}): Result {
  const trials = [completedTrial(fields)]
  return sampleResult({ trials, summary: summarise(trials), ...result })
}

const sentencesOf = (result: Result, base?: Result) => keySentences({ title: 'single', result, base }).join(' ')

describe('the headline', () => {
  test('is the 99th percentile of deliveries', () => {
    expect(headlineOf(measuring({ metrics: { 'delivery.p99': 13.2, 'ack.p99': 2 } }))).toMatchObject({
      id: 'delivery.p99',
      words: '99 of 100 deliveries came within',
    })
  })

  test('is of what the scenario is named after', () => {
    const metrics = { 'delivery.p99': 13.2, 'ack.p99': 2 }
    expect(headlineOf(measuring({ metrics }, { scenario: 'ack' }))?.id).toBe('ack.p99')
  })

  test('is the highest percentile that was measured', () => {
    expect(headlineOf(measuring({ metrics: { 'connect.p90': 2.6, 'connect.p50': 1.7 } }))).toMatchObject({
      id: 'connect.p90',
      words: '9 of 10 users were in their room within',
    })
  })

  test('is missing where nothing was measured', () => {
    expect(headlineOf(sampleResult({ trials: [failedTrial()] }))).toBeUndefined()
  })
})

describe('the sentences', () => {
  test('say that every message arrived', () => {
    expect(sentencesOf(measuring({}))).toContain(
      'A message into a room of 500 reached every member: 600,000 of 600,000.',
    )
  })

  test('say how many deliveries were lost, came twice or out of order, and which sends were dropped', () => {
    const ledger = sampleLedger({ delivered: 599_550, lost: 450, duplicated: 1, reordered: 12, dropped: 3 })
    expect(sentencesOf(measuring({ ledger }))).toBe(
      'Not every message into a room of 500 arrived: 450 of 600,000 deliveries were lost. ' +
        '1 delivery came twice, 12 came out of order. 3 of 1,203 sends could not be offered.',
    )
  })

  test('say what a connection costs where no messages are sent', () => {
    const metrics = { 'connect.failed': 0, 'connect.serverCpu': 0.709, 'connection.heap': 32_768 }
    expect(sentencesOf(measuring({ metrics, ledger: undefined }))).toBe(
      'No connect failed. A connection cost 0.709 ms of gateway CPU time and 32.0 KiB of its heap.',
    )
  })

  test('say how many times the cost of websocket only it is', () => {
    const metrics = (cost: number) => ({ metrics: { 'delivery.serverCpuMicros': cost } })
    expect(sentencesOf(measuring(metrics(30)), measuring(metrics(12)))).toContain(
      'A delivery cost 30.0 µs of gateway CPU time. That is 2.50 times the cost by websocket only.',
    )
  })

  test('say that there is nothing to say', () => {
    expect(sentencesOf(sampleResult({ trials: [failedTrial()] }))).toBe(
      'No trial was completed, so there are no figures.',
    )
  })
})
