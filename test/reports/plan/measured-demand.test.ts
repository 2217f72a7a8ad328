import { expect, test } from 'vitest'
import { journeyIn, measuredDemand } from '../../../reports/plan/measured-demand.ts'
import { sampleDemand } from '../../support/sample-demand.ts'
import { sampleReport, sampleResult } from '../../support/sample-report.ts'

const offered = {
  users: { websocket: 60, upgrade: 0, polling: 20 },
  connects: { websocket: 1.5, upgrade: 0, polling: 0.5 },
  messages: { websocket: 6, upgrade: 0, polling: 2 },
  deliveries: { websocket: 48, upgrade: 0, polling: 16 },
  payloadBytes: 140,
  acknowledged: true,
  rooms: [{ rooms: 10, members: 8, messages: 8 }],
}
const journey = { report: 'r.json', scenario: 'journeys/chat', offered }

test('a journey is a demand by what it asked', () => {
  expect(measuredDemand(sampleDemand(), journey)).toMatchObject({
    users: 80,
    arrivalsPerMinute: 120,
    rooms: [{ count: 10, members: 8 }],
    messagesPerUserPerMinute: 6,
    payload: 140,
    acknowledged: true,
    transports: { websocket: 0.75, upgrade: 0, polling: 0.25 },
  })
})

test('where it runs, what is kept and how it grows is not measured', () => {
  const base = sampleDemand({ growth: 4 })
  const { deployment, policy, growth } = measuredDemand(base, journey)
  expect({ deployment, policy, growth }).toEqual({ deployment: base.deployment, policy: base.policy, growth: 4 })
})

test.each([
  ['no journey', [sampleResult()], 'there is no journey in it'],
  ['two', ['single', 'cluster'].map((target) => sampleResult({ scenario: 'journeys/chat', target })), '2 results'],
  ['one whose load is unknown', [sampleResult({ scenario: 'journeys/chat' })], 'does not tell what journeys/chat sent'],
])('a report with %s is refused', (_, results, problem) => {
  expect(journeyIn(sampleReport({ results }), 'r.json')).toEqual({
    problem: expect.stringContaining(problem) as string,
  })
})

test('the journey of a report is found', () => {
  const results = [sampleResult({ scenario: 'journeys/chat', offered })]
  expect(journeyIn(sampleReport({ results }), 'r.json')).toEqual(journey)
})
