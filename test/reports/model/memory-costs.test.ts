import { expect, test } from 'vitest'
import type { OfferedLoad } from '../../../load/offered-load.ts'
import { memoryCosts } from '../../../reports/model/memory-costs.ts'
import type { Result } from '../../../reports/report.ts'
import { summarise } from '../../../reports/summary.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

const MiB = 2 ** 20
const none = { websocket: 0, upgrade: 0, polling: 0 }
const cluster = { target: 'cluster', instances: 2, adapter: 'redis' } as const

function resultOf(metrics: Readonly<Record<string, number>>, users: number, fields: Partial<Result> = {}): Result {
  const offered: OfferedLoad = {
    users: { ...none, websocket: users },
    connects: none,
    messages: { ...none, websocket: 100 },
    deliveries: { ...none, websocket: 1000 },
    payloadBytes: 128,
    acknowledged: false,
    rooms: [{ rooms: users / 10, members: 10, messages: 100 }],
  }
  const trials = [completedTrial({ metrics })]
  return sampleResult({ offered, trials, summary: summarise(trials), ...fields })
}

/** A trial of connects, which tells what a connection takes: 80,000 bytes here. */
const connecting = (handlers = 0, heap = 33_000): Result =>
  resultOf({ 'connection.heap': heap, 'connection.rss': 80_000 }, 0, {
    scenario: 'connect',
    parameters: { users: 1200, handlers },
    offered: { ...(resultOf({}, 10).offered as OfferedLoad), messages: none, deliveries: none, rooms: [] },
  })

test('an instance without connections is what an instance takes, less its connections', () => {
  const alone = resultOf({ 'server.rss': 150 * MiB + 500 * 80_000 }, 500)
  expect(memoryCosts([connecting(), alone]).baseRss).toBeCloseTo(150 * MiB, 0)
})

test('however far the young generation has grown in a trial, it is reckoned with at its largest', () => {
  const trials = [16, 64].map((young) =>
    resultOf({ 'server.rss': (120 + young) * MiB, 'server.youngGeneration': young * MiB }, 0),
  )
  expect(memoryCosts(trials)).toMatchObject({ baseRss: 184 * MiB, youngGeneration: 64 * MiB })
})

test('where one result does not tell its young generation, none is taken out', () => {
  const told = resultOf({ 'server.rss': 200 * MiB, 'server.youngGeneration': 64 * MiB }, 0)
  const untold = resultOf({ 'server.rss': 180 * MiB }, 0)
  const costs = memoryCosts([told, untold])
  expect(costs).not.toHaveProperty('youngGeneration')
  expect(costs.baseRss).toBe(190 * MiB)
})

test('what an instance of a cluster takes more is told apart', () => {
  const alone = resultOf({ 'server.rss': 150 * MiB }, 0)
  const two = resultOf({ 'server.rss': 2 * 190 * MiB }, 0, cluster)
  expect(memoryCosts([alone, two])).toMatchObject({ baseRss: 150 * MiB, clusterRss: 40 * MiB })
})

test('each further handler costs every connection what connections take more with spare ones', () => {
  expect(memoryCosts([connecting(), connecting(24, 33_000 + 24 * 4200)]).memoryPerHandler).toBeCloseTo(4200, 6)
})
