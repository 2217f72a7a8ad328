import { describe, expect, test } from 'vitest'
import { sectionsOf } from '../../../reports/render/section.ts'
import { clusterResult, sampleResult, transportResults } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

const titles = (results: Parameters<typeof sectionsOf>[0]) =>
  sectionsOf(results).map(({ columns }) => columns.map(({ title }) => title))

describe('sectionsOf', () => {
  test('puts targets side by side and says how they differ', () => {
    expect(titles([sampleResult(), clusterResult(), clusterResult({ instances: 4 })])).toEqual([
      ['single', 'cluster x2 redis', 'cluster x4 redis'],
    ])
  })

  test('gives scenarios, and parameters of one scenario, tables of their own', () => {
    const results = [
      sampleResult(),
      sampleResult({ parameters: { members: 50 } }),
      sampleResult({ scenario: 'connect' }),
    ]
    expect(titles(results)).toEqual([['single'], ['single'], ['single']])
  })

  test('puts transports side by side, each against websocket', () => {
    const [section] = sectionsOf(transportResults())
    expect(section?.columns.map(({ title, base }) => [title, base?.transport])).toEqual([
      ['websocket only', undefined],
      ['polling, then websocket', 'websocket'],
      ['polling only', 'websocket'],
    ])
  })

  test('gives each target a table of its transports', () => {
    const both = [...transportResults(), ...transportResults().map((result) => ({ ...result, target: 'cluster' }))]
    expect(sectionsOf(both).map(({ columns, common }) => [columns.length, common.at(1)])).toEqual([
      [3, 'single'],
      [3, 'cluster'],
    ])
  })

  test('says where users of several transports were measured together', () => {
    expect(sectionsOf([sampleResult({ transport: 'mixed' })])[0]?.common).toContain('transports mixed')
  })

  test('has no base where websocket was not measured', () => {
    const [section] = sectionsOf(transportResults().slice(1))
    expect(section?.columns.map(({ base }) => base)).toEqual([undefined, undefined])
  })

  test('says how long was measured where all trials agree', () => {
    const trials = [completedTrial({ windowMs: 1500 }), completedTrial({ windowMs: 1500 })]
    expect(sectionsOf([sampleResult({ trials })])[0]?.common.at(-1)).toBe('measured for 1.5 s')
    const differing = [...trials, completedTrial({ windowMs: 900 })]
    expect(sectionsOf([sampleResult({ trials: differing })])[0]?.common.at(-1)).toBe('websocket only')
  })
})
