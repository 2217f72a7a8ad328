import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { compareReports } from '../../../../reports/compare/compare-reports.ts'
import type { Comparison } from '../../../../reports/compare/comparison.ts'
import { renderComparisonText } from '../../../../reports/render/comparison/text.ts'
import { textWidth } from '../../../../reports/render/text-width.ts'
import { hostileReport, hostileText, hugeText } from '../../../support/hostile-report.ts'
import { comparedReports, sampleComparison } from '../../../support/sample-comparison.ts'
import { sampleReport } from '../../../support/sample-report.ts'

const plain = { width: 120, color: false }

const paired: Comparison = {
  ...sampleComparison(),
  paired: {
    batches: [
      { name: 'first', pairs: 22, looks: [10, 15, 22] },
      { name: 'confirmation', pairs: 10, looks: [10] },
    ],
    discardedPairs: 1,
    alphaPerLook: 0.01,
    stoppedBecause: 'clear',
    maxMinutes: 10,
  },
}

function hostileComparison(text: string): Comparison {
  const base = hostileReport(text)
  const { environment } = base
  const head = { ...base, environment: { ...environment, kernel: `${text}!`, packages: { [`${text}?`]: text } } }
  return compareReports({ name: text, report: base }, { name: `${text}.json`, report: head })
}

describe('a comparison as text', () => {
  test('says the verdict first, then what changed, and the rules', async () => {
    await expect(renderComparisonText(sampleComparison(), plain)).toMatchFileSnapshot('golden/comparison.txt')
  })

  test('leaves out intervals, evidence and base in turn where a terminal is narrow', async () => {
    const text = renderComparisonText(sampleComparison(), { width: 80, color: false })
    await expect(text).toMatchFileSnapshot('golden/narrow.txt')
  })

  test('shows every metric where all are asked for', async () => {
    const text = renderComparisonText(sampleComparison(), { ...plain, all: true })
    await expect(text).toMatchFileSnapshot('golden/all.txt')
  })

  test('says so where a result has nothing to show, in place of an empty table', () => {
    const comparison = sampleComparison()
    const results = comparison.results.map((result) => ({ ...result, metrics: [] }))
    const text = renderComparisonText({ ...comparison, results }, plain)
    expect(text).toContain('No gated metric was measured, and none of the others changed; --all shows them.')
    expect(text).not.toMatch(/base +head +change/)
  })

  test('says how pairs were measured', () => {
    const text = renderComparisonText(paired, { width: 400, color: false })
    expect(text).toContain(
      'Measured in pairs: 22 pairs (judged after 10, 15, 22), then to confirm 10 pairs (judged after 10). The two trials of a ' +
        'pair ran at the same time on the same CPUs, their messages taking turns, so what the machine did befell both. 1 pair ' +
        'could not be used, because a trial was not valid. It ended when the verdict was clear (at most 10 min).',
    )
  })

  test('says that reports have nothing in common', async () => {
    const { base, head } = comparedReports()
    const [first, second] = base.report.results
    const none = compareReports(
      { ...base, report: sampleReport({ results: first === undefined ? [] : [first] }) },
      { ...head, report: sampleReport({ results: second === undefined ? [] : [second] }) },
    )
    await expect(renderComparisonText(none, plain)).toMatchFileSnapshot('golden/nothing-in-common.txt')
  })

  test('prints hostile strings as harmless text', async () => {
    await expect(renderComparisonText(hostileComparison(hostileText), plain)).toMatchFileSnapshot('golden/hostile.txt')
  })

  test.each([
    ['hostile', hostileText],
    ['huge', hugeText],
  ])('prints no control character but line feeds, and no line too wide, of %s texts', (_, text) => {
    const lines = renderComparisonText(hostileComparison(text), plain).split('\n')
    expect(lines.filter((line) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line) || textWidth(line) > 120)).toEqual([])
    expect(lines.length).toBeLessThan(500)
  })

  test.each([40, 60, 80, 100, 120, 200])('keeps within %i columns', (width) => {
    for (const comparison of [sampleComparison(), paired]) {
      const lines = renderComparisonText(comparison, { width, color: false, all: true }).split('\n')
      // A single column of a table is never cut.
      const cut = width < 80 ? lines.filter((line) => !/^ {2}\w|^ {20}/.test(line)) : lines
      expect(cut.filter((line) => textWidth(line) > width)).toEqual([])
    }
  })

  test('says in colour what it says without', () => {
    const withoutEnds = (text: string) => text.replaceAll(/ +$/gm, '')
    const colored = renderComparisonText(paired, { width: 100, color: true })
    const uncolored = renderComparisonText(paired, { width: 100, color: false })
    expect(colored).not.toBe(uncolored)
    expect(withoutEnds(stripVTControlCharacters(colored))).toBe(uncolored)
  })
})
