import { describe, expect, test } from 'vitest'
import { environmentChanges, preventingClauses } from '../../../reports/compare/environment-changes.ts'
import type { Environment, Report } from '../../../reports/report.ts'
import { sampleReport } from '../../support/sample-report.ts'

const base = sampleReport()

function changesTo(environment: Partial<Environment>, fields: Partial<Report> = {}) {
  return environmentChanges(base, sampleReport({ environment: { ...base.environment, ...environment }, ...fields }))
}

describe('environmentChanges', () => {
  test('finds none between equals', () => {
    expect(changesTo({})).toEqual([])
  })

  test.each([
    ['cpu', { cpu: 'Intel Xeon' }, 'the CPU model differs: AMD EPYC in base, Intel Xeon in head'],
    ['cores', { cores: 4 }, 'the number of cores differs: 2 in base, 4 in head'],
    ['node', { node: '24.22.0' }, 'the version of Node differs: 24.21.0 in base, 24.22.0 in head'],
    ['platform', { platform: 'darwin arm64' }, 'the platform differs: linux x64 in base, darwin arm64 in head'],
  ] as const)('prevents a comparison where %s differs', (field, environment, clause) => {
    const changes = changesTo(environment)
    expect(changes).toMatchObject([{ field, prevents: true }])
    expect(preventingClauses(changes)).toEqual([clause])
  })

  test('prevents a comparison where another client made the load', () => {
    const options = (client: string) => ({ options: { ...base.options, client } })
    const changes = environmentChanges(sampleReport(options('lean')), sampleReport(options('socket.io')))
    expect(preventingClauses(changes)).toEqual(['the client of the generator differs: lean in base, socket.io in head'])
  })

  test.each<[string, Partial<Environment>, string, string]>([
    ['memory', { memory: 8 * 2 ** 30 }, '23.5 GiB', '8.0 GiB'],
    ['kernel', { kernel: '6.19.0' }, '6.18.44', '6.19.0'],
    ['redis', { redis: { version: '8.0.0', source: 'environment' } }, '7.0.15 (spawned)', '8.0.0 (environment)'],
    ['redis', { redis: undefined }, '7.0.15 (spawned)', 'absent'],
    ['placement.redis', { placement: { ...base.environment.placement, redis: [0, 1] } }, 'CPU 0', 'CPU 0, 1'],
    ['packages.ws', { packages: { ...base.environment.packages, ws: '9.0.0' } }, '8.21.3', '9.0.0'],
    ['packages.undici', { packages: { ...base.environment.packages, undici: '8.0.0' } }, 'absent', '8.0.0'],
  ])('tells of %s and does not mind, case %#', (field, environment, from, to) => {
    expect(changesTo(environment)).toEqual([{ field, base: from, head: to, prevents: false }])
  })

  test('tells of another version of the tool, and whether it had changes', () => {
    const changes = changesTo({}, { tool: { version: '0.2.0', commit: 'abc', dirty: true } })
    expect(changes.map(({ field, head }) => [field, head])).toEqual([
      ['tool.version', '0.2.0'],
      ['tool.commit', 'abc with changes'],
    ])
  })

  test('tells of the load before the run where it differs by half of the cores', () => {
    expect(changesTo({ loadAverage: [1.3, 0, 0] })).toEqual([])
    expect(changesTo({ loadAverage: [1.4, 0, 0] })).toEqual([
      { field: 'loadAverage', base: '0.31', head: '1.40', prevents: false },
    ])
  })

  test('is not misled by a package of the name of a field', () => {
    const packages = { ...base.environment.packages, cpu: '1.0.0', constructor: '2.0.0' }
    expect(changesTo({ packages }).map(({ prevents }) => prevents)).toEqual([false, false])
  })
})
