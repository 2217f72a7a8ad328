import { describe, expect, test } from 'vitest'
import { renderTerminal } from '../../../reports/render/terminal.ts'
import { textWidth } from '../../../reports/render/text-width.ts'
import type { Report } from '../../../reports/report.ts'
import { fanOutLoad } from '../../support/offered-load.ts'
import { sampleCost, sampleModel } from '../../support/sample-model.ts'
import { clusterResult, sampleReport, sampleResult } from '../../support/sample-report.ts'
import { sampleScaling } from '../../support/sample-scaling.ts'
import { failedTrial } from '../../support/sample-trial.ts'

const hostile = '\u001b[2J\u001b]0;owned\u0007\r\nfake line\u202Egnol\u0000'
const at = (width: number) => (report: Report) => renderTerminal(report, { width, color: false })

function calibration(): Report {
  const unsure = {
    code: 'costs-not-told-apart',
    message:
      'The workloads cannot tell these costs apart, only what they make together: passing a message on, taking in a broadcast.',
    advice: 'Use their sum for work like that of the calibration, and add workloads in which they differ.',
  }
  const { costs } = sampleModel()
  const model = sampleModel({
    costs: costs.map((cost) =>
      cost.id === 'publish' || cost.id === 'broadcast'
        ? sampleCost(cost.id, cost.value, { low: 0, told: false })
        : cost,
    ),
    residuals: [
      { workload: '1x500, 40/s, 64 B on single', resource: 'gateway', measured: 0.25, predicted: 0.262, trials: 3 },
      {
        workload: '1x500, 40/s, 64 B on cluster x2 redis',
        resource: 'gateway',
        measured: 0.31,
        predicted: 0.262,
        trials: 3,
      },
      {
        workload: '1x500, 40/s, 64 B on cluster x2 redis',
        resource: 'redis',
        measured: 0.0048,
        predicted: 0.0047,
        trials: 3,
      },
    ],
    warnings: [unsure],
  })
  const offered = fanOutLoad({ members: 500, rate: 40, payloadBytes: 64 })
  const [connect] = sampleReport().results.filter(({ scenario }) => scenario === 'connect')
  if (connect === undefined) throw new Error('the sample has no connects')
  const results = [
    sampleResult({ offered }),
    clusterResult({ offered, trials: [...clusterResult().trials, failedTrial()] }),
    connect,
    { ...connect, parameters: { ...connect.parameters, handlers: 24 } },
  ]
  return sampleReport({ results, model: { ...model, referenceMicros: 11.8, memoryPerHandler: 412 } })
}

const scaling = () => sampleReport({ results: [sampleResult(), clusterResult()], scaling: [sampleScaling()] })

describe('the terminal report of a calibration', () => {
  test('shows what operations cost before anything else, and no table for each workload', async () => {
    await expect(at(120)(calibration())).toMatchFileSnapshot('golden/model.txt')
  })

  test('shows the same in 60 columns', async () => {
    await expect(at(60)(calibration())).toMatchFileSnapshot('golden/model-narrow.txt')
  })

  test('names a workload that is among the residuals again only for its notes', () => {
    const [, besides = ''] = at(120)(calibration()).split('What was measured besides')
    expect(besides).toContain('on cluster x2 redis')
    expect(besides).toContain('trial 4 failed')
    expect(besides).not.toContain('on single: 3 trials, gateway')
  })
})

describe('the terminal report of a scale-out', () => {
  test('shows each size and what it means', async () => {
    await expect(at(120)(scaling())).toMatchFileSnapshot('golden/scaling.txt')
  })

  test('says that there is no limit where nothing is lost', () => {
    const fit = { gamma: { value: 1 }, alpha: { value: 0 }, beta: { value: 0 } }
    expect(at(120)(sampleReport({ scaling: [sampleScaling({ fit })] }))).toContain('nothing is lost, however many')
  })

  test('says what no number of instances exceeds where only contention is found', () => {
    const fit = { gamma: { value: 1 }, alpha: { value: 0.08 }, beta: { value: 0 } }
    expect(at(120)(sampleReport({ scaling: [sampleScaling({ fit })] }))).toContain(
      'no number of instances holds more than 12.5 times what one does',
    )
  })
})

describe('a study of hostile strings', () => {
  const warning = { code: hostile, message: hostile, advice: hostile }
  const residuals = [{ workload: hostile, resource: 'gateway' as const, measured: 1, predicted: 2, trials: 1 }]
  const model = sampleModel({ adapter: hostile, residuals, warnings: [warning] })
  const report = sampleReport({ model, scaling: [sampleScaling({ adapter: hostile, workload: hostile })] })

  test('prints no control character but line feeds', () => {
    expect(at(100)(report)).toMatch(/^(?:[^\p{Cc}\p{Cf}]|\n)*$/u)
  })
})

test.each([80, 100, 120])('studies keep within %i columns', (width) => {
  const lines = [calibration(), scaling()].flatMap((report) => at(width)(report).split('\n'))
  expect(lines.filter((line) => textWidth(line) > width)).toEqual([])
})
