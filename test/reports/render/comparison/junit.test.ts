import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { compareReports } from '../../../../reports/compare/compare-reports.ts'
import { renderComparisonJUnit } from '../../../../reports/render/comparison/junit.ts'
import { hostileReport, hostileText, hugeText } from '../../../support/hostile-report.ts'
import { sampleComparison } from '../../../support/sample-comparison.ts'

interface Case {
  readonly classname: string
  readonly name: string
  readonly failure?: { readonly message: string }
  readonly error?: { readonly message: string }
  readonly skipped?: { readonly message: string }
}

interface Suite {
  readonly name: string
  readonly tests: string
  readonly testcase: readonly Case[]
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase' || name === 'testsuite',
})

function read(xml: string): { suites: readonly Suite[]; counts: Record<string, string> } {
  expect(XMLValidator.validate(xml)).toBe(true)
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: Suite[] } & Record<string, string> }
  const { testsuite, tests = '', failures = '', errors = '', skipped = '' } = testsuites
  return { suites: testsuite, counts: { tests, failures, errors, skipped } }
}

const outcomes = (suite: Suite | undefined) =>
  suite?.testcase.map((one) => [
    one.name,
    one.failure ? 'failure' : one.error ? 'error' : one.skipped ? 'skipped' : 'passed',
  ])

describe('a comparison as JUnit XML', () => {
  test('has a suite per result and a case per gated metric', async () => {
    const xml = renderComparisonJUnit(sampleComparison(), 'skipped')
    await expect(xml).toMatchFileSnapshot('golden/comparison.xml')
    const { suites } = read(xml)
    const expected = sampleComparison().results.map(({ metrics }) =>
      metrics.filter(({ gated }) => gated).map(({ id }) => id),
    )
    expect(suites.slice(0, expected.length).map(({ testcase }) => testcase.map(({ name }) => name))).toEqual(expected)
  })

  test('fails what is worse and skips what is not decided', () => {
    const { suites } = read(renderComparisonJUnit(sampleComparison(), 'skipped'))
    expect(outcomes(suites[0])).toEqual([
      ['delivery.p99', 'skipped'],
      ['delivered.ratio', 'passed'],
      ['connection.heap', 'passed'],
      ['delivery.serverCpuMicros', 'failure'],
    ])
  })

  test('fails what is not decided where that is asked for; what is incomparable is an error', () => {
    const { suites } = read(renderComparisonJUnit(sampleComparison(), 'failed'))
    expect(outcomes(suites[0])).toContainEqual(['delivery.p99', 'failure'])
    expect(outcomes(suites.find(({ name }) => name.startsWith('connect')))).toEqual([
      ['connection.heap', 'error'],
      ['connect.serverCpu', 'error'],
    ])
  })

  test('does not let a result that head has lost pass', () => {
    const { suites } = read(renderComparisonJUnit(sampleComparison(), 'skipped'))
    expect(outcomes(suites.find(({ name }) => name === 'fan-out, single, polling'))).toEqual([['measured', 'skipped']])
  })

  test('counts its cases', () => {
    const { suites, counts } = read(renderComparisonJUnit(sampleComparison(), 'skipped'))
    const all = suites.flatMap((suite) => outcomes(suite) ?? [])
    const count = (outcome: string) => String(all.filter(([, one]) => one === outcome).length)
    expect(counts).toEqual({
      tests: String(all.length),
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    })
  })

  test.each([
    ['hostile', hostileText],
    ['huge', hugeText],
  ])('stays XML with %s texts', (_, text) => {
    const report = hostileReport(text)
    const xml = renderComparisonJUnit(compareReports({ name: text, report }, { name: text, report }), 'failed')
    expect(read(xml).suites).toHaveLength(report.results.length)
    expect(xml).toMatch(/^(?:[^\p{Cc}\p{Cf}]|\n)*$/u)
    expect(xml.length).toBeLessThan(200_000)
  })
})
