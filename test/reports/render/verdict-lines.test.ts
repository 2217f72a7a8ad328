import { describe, expect, test } from 'vitest'
import { paintOf } from '../../../reports/render/paint.ts'
import { verdictLines } from '../../../reports/render/verdict-lines.ts'
import { sampleResult } from '../../support/sample-report.ts'

const linesOf = (...slo: { slo: string; value: number | null; met: boolean }[]) =>
  verdictLines([sampleResult({ slo })], 100, paintOf(false)).slice(1)

describe('verdictLines', () => {
  test('say nothing where there is no SLO', () => {
    expect(verdictLines([sampleResult()], 100, paintOf(false))).toEqual([])
  })

  test('line up what was met and what was missed, with the figure in its unit', () => {
    const verdicts = [
      { slo: 'delivery.p99<250', value: 13.2, met: true },
      { slo: 'ack.p99<1', value: 6.4, met: false },
    ]
    expect(linesOf(...verdicts)).toEqual([
      '  met     delivery.p99<250  13.20 ms  fan-out, single, websocket',
      '  missed  ack.p99<1         6.400 ms  fan-out, single, websocket',
    ])
  })

  test('say when a figure was not measured', () => {
    expect(linesOf({ slo: 'connect.p99<250', value: null, met: false })).toEqual([
      '  missed  connect.p99<250  not measured  fan-out, single, websocket',
    ])
  })

  test('give as many digits as it takes to see on which side of the bound a figure lies', () => {
    expect(linesOf({ slo: 'delivery.p99<250', value: 249.99996, met: true })[0]).toContain('  249.99996 ms  ')
  })

  test('still tell a verdict whose SLO this version cannot read', () => {
    expect(linesOf({ slo: 'moon.phase<1', value: 0.5, met: true })[0]).toContain('met     moon.phase<1  0.5000  ')
  })

  test('give a figure in the unit in which its bound is written', () => {
    expect(linesOf({ slo: 'delivered.ratio==1', value: 0.9999958, met: false })).toEqual([
      '  missed  delivered.ratio==1  0.999996  fan-out, single, websocket',
    ])
    expect(linesOf({ slo: 'connection.heap<40000', value: 35_400, met: true })).toEqual([
      '  met     connection.heap<40000  35,400 bytes  fan-out, single, websocket',
    ])
  })
})
