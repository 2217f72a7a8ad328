import { expect, test } from 'vitest'
import type { Result } from '../../../reports/report.ts'
import { fanOut } from '../../../scenarios/fan-out.ts'
import { studyCells } from '../../../scripts/study/cells.ts'
import { resultsOf } from '../../../scripts/study/results-of.ts'
import { sampleReport, sampleResult } from '../../support/sample-report.ts'

const place = { instances: 2, adapter: 'redis' } as const
const cells = studyCells([
  { scenario: fanOut, settings: { members: 7 } },
  { scenario: fanOut, settings: { members: 7 }, place },
])
const parameters = { ...cells[0]?.values.all }
const alone = sampleResult({ parameters })
const cluster: Result = sampleResult({ parameters, target: 'cluster', ...place })

test('a cell is found by what it measures, whatever the order of the report', () => {
  expect(resultsOf(cells, sampleReport({ results: [cluster, alone] }))).toEqual([alone, cluster])
})

test('what a report does not have is left out', () => {
  const other = sampleResult({ parameters: { ...parameters, members: 8 } })
  expect(resultsOf(cells, sampleReport({ results: [other, cluster] }))).toEqual([cluster])
})
