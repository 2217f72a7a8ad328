import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { reportJsonSchema } from '../../reports/report-json-schema.ts'
import { sampleReport, sampleResult } from '../support/sample-report.ts'
import { completedTrial, failedTrial, interruptedTrial, invalidTrial } from '../support/sample-trial.ts'

const file = new URL('../../reports/report.schema.json', import.meta.url)

describe('report.schema.json', () => {
  let accepts: (report: unknown) => boolean

  beforeAll(async () => {
    const schema = JSON.parse(await readFile(file, 'utf8')) as object
    const validate = new Ajv2020({ validateFormats: false, allowUnionTypes: true }).compile(schema)
    accepts = (report) => validate(JSON.parse(JSON.stringify(report)))
  })

  test('is what `node scripts/run.js report-schema` writes', async () => {
    expect(await readFile(file, 'utf8')).toBe(reportJsonSchema())
  })

  test('accepts a report as a run writes it', () => {
    expect(accepts(sampleReport())).toBe(true)
  })

  test('accepts every state of a trial', () => {
    const trials = [completedTrial({ ledger: undefined }), invalidTrial(), failedTrial(), interruptedTrial()]
    expect(accepts(sampleReport({ results: [sampleResult({ trials, summary: {} })] }))).toBe(true)
  })

  const report = sampleReport()
  const result = sampleResult()
  test.each([
    ['another schema version', { ...report, schema: 'gatecrash/report@2' }],
    ['no environment', { ...report, environment: undefined }],
    ['an unknown key', { ...report, colour: 'red' }],
    ['a date in words', { ...report, createdAt: 'yesterday' }],
    ['a transport that does not exist', { ...report, results: [{ ...result, transport: 'pigeon' }] }],
    ['a figure as text', { ...report, results: [{ ...result, trials: [{ ...completedTrial(), windowMs: '30 s' }] }] }],
    [
      'a failed trial without its error',
      { ...report, results: [{ ...result, trials: [{ ...failedTrial(), error: undefined }] }] },
    ],
    [
      'a trial of no known state',
      { ...report, results: [{ ...result, trials: [{ ...completedTrial(), status: 'fine' }] }] },
    ],
    [
      'a summary without its interval',
      { ...report, results: [{ ...result, summary: { 'delivery.p99': { median: 1 } } }] },
    ],
  ])('refuses a report with %s', (_, damaged) => {
    expect(accepts(damaged)).toBe(false)
  })
})
