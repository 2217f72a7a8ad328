import { describe, expect, test } from 'vitest'
import { matchResults, parameterDifferences, resultTitle } from '../../../reports/compare/match-results.ts'
import { clusterResult, sampleReport, sampleResult } from '../../support/sample-report.ts'

const withMembers = (members: number) => sampleResult({ parameters: { members } })

describe('matchResults', () => {
  test('pairs what differs in nothing, whatever its place', () => {
    const [single, cluster] = [sampleResult(), clusterResult()]
    const [otherSingle, otherCluster] = [sampleResult(), clusterResult()]
    const base = sampleReport({ results: [single, cluster] })
    const head = sampleReport({ results: [otherCluster, otherSingle] })
    expect(matchResults(base, head).pairs).toEqual([
      { base: single, head: otherSingle },
      { base: cluster, head: otherCluster },
    ])
  })

  test.each([
    ['scenario', { scenario: 'ack' }],
    ['target', { target: 'external' }],
    ['instances', { instances: 3 }],
    ['adapter', { adapter: 'ipc' }],
    ['transport', { transport: 'polling' }],
    ['transports', { transport: 'mixed' }],
  ] as const)('keeps apart what differs in its %s', (_, fields) => {
    const [one, other] = [sampleResult(), sampleResult(fields)]
    const matched = matchResults(sampleReport({ results: [one] }), sampleReport({ results: [other] }))
    expect(matched).toEqual({ pairs: [], onlyInBase: [one], onlyInHead: [other] })
  })

  test('pairs equal parameters first and the rest in their order', () => {
    const base = [withMembers(1), withMembers(2), withMembers(3)]
    const head = [withMembers(3), withMembers(9)]
    const matched = matchResults(sampleReport({ results: base }), sampleReport({ results: head }))
    expect(matched.pairs).toEqual([
      { base: base[0], head: head[1] },
      { base: base[2], head: head[0] },
    ])
    expect(matched.onlyInBase).toEqual([base[1]])
  })
})

test('parameterDifferences names each parameter and both values', () => {
  const pair = {
    base: sampleResult({ parameters: { members: 500, rate: 40, presence: true } }),
    head: sampleResult({ parameters: { members: 501, rate: 40, payload: 128 } }),
  }
  expect(parameterDifferences(pair)).toEqual([
    'parameter members differs: 500 in base, 501 in head',
    'parameter presence differs: true in base, absent in head',
    'parameter payload differs: absent in base, 128 in head',
  ])
})

test('resultTitle tells targets apart in as few words as that takes', () => {
  expect([resultTitle(sampleResult()), resultTitle(clusterResult())]).toEqual([
    'fan-out, single, websocket',
    'fan-out, cluster x2 redis, websocket',
  ])
})
