import { describe, expect, test } from 'vitest'
import { Footnotes, warningsOf } from '../../../reports/render/footnotes.ts'
import { paintOf } from '../../../reports/render/paint.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial, failedTrial } from '../../support/sample-trial.ts'

const warning = (message: string, code = 'late') => ({ code, message, advice: 'Wait.' })
const summary = {}

describe('Footnotes', () => {
  test('number messages in the order in which they are met, each once', () => {
    const footnotes = new Footnotes()
    expect(['A.', 'B.', 'A.'].map((message) => footnotes.mark(warning(message)))).toEqual(['[1]', '[2]', '[1]'])
    expect(footnotes.lines(80, paintOf(false))).toEqual(['[1] A.', '[2] B.', '    Wait.'])
  })

  test('give each its advice where neighbours differ in it', () => {
    const footnotes = new Footnotes()
    footnotes.mark(warning('A.'))
    footnotes.mark({ ...warning('B.'), advice: 'Go.' })
    expect(footnotes.lines(80, paintOf(false))).toEqual(['[1] A.', '    Wait.', '[2] B.', '    Go.'])
  })

  test('indent what does not fit on the first line', () => {
    const footnotes = new Footnotes()
    footnotes.mark(warning('One two three.'))
    expect(footnotes.lines(12, paintOf(false))).toEqual(['[1] One two', '    three.', '    Wait.'])
  })
})

describe('warningsOf', () => {
  test('tells once what all trials say alike', () => {
    const trials = [completedTrial({ warnings: [warning('A.')] }), completedTrial({ warnings: [warning('A.')] })]
    expect(warningsOf(sampleResult({ trials }))).toEqual([warning('A.')])
  })

  test('lets the first trial speak for those that say it with other figures', () => {
    const trials = ['31 %.', '33 %.', '30 %.'].map((message) => completedTrial({ warnings: [warning(message)] }))
    expect(warningsOf(sampleResult({ trials }))).toEqual([warning('31 %. (Trial 1; likewise in trial 2, 3.)')])
  })

  test('names the trial where only one of several is concerned', () => {
    const trials = [completedTrial(), completedTrial({ warnings: [warning('A.')] })]
    expect(warningsOf(sampleResult({ trials }))).toEqual([warning('A. (Trial 2.)')])
  })

  test('prefers what the whole result says to what its trials say', () => {
    const trials = [completedTrial({ warnings: [warning('A.')] })]
    expect(warningsOf(sampleResult({ trials, warnings: [warning('All.')] }))).toEqual([warning('All.')])
  })

  test('keeps warnings of one code about different metrics apart', () => {
    const warnings = [
      { ...warning('A.'), metric: 'delivery.p50' },
      { ...warning('A.'), metric: 'delivery.p99' },
    ]
    expect(warningsOf(sampleResult({ trials: [completedTrial({ warnings })] }))).toHaveLength(2)
  })

  test('leaves trials that do not count to the notes about them', () => {
    expect(warningsOf(sampleResult({ trials: [failedTrial({ warnings: [warning('A.')] })], summary }))).toEqual([])
  })
})
