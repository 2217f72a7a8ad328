import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mergeWorkerLogs } from '../../../load/fleet/merge.ts'
import { type ArtilleryOutcome, runArtillery } from '../../support/artillery-run.ts'
import { ContractGateway } from '../../support/contract-gateway.ts'

const patienceMs = 180_000
/** Artillery starts one worker for each core but one; this makes it see three. */
const threeCores = `--import data:text/javascript,${encodeURIComponent(
  `import os from 'node:os'; import { syncBuiltinESMExports } from 'node:module'
   os.cpus = () => Array.from({ length: 3 }, () => ({ model: 'of a test', speed: 0 })); syncBuiltinESMExports()`,
)}`
const options = { namespace: '/chat', transports: ['websocket'], leave: ['echo'] }

let gateway: ContractGateway
const transportsSeen = new Map<string, number>()
const tokensSeen = new Set<unknown>()

beforeAll(async () => {
  gateway = await ContractGateway.start()
  gateway.io.of('/chat').on('connection', ({ conn, handshake }) => {
    transportsSeen.set(conn.transport.name, (transportsSeen.get(conn.transport.name) ?? 0) + 1)
    tokensSeen.add(handshake.auth['token'])
  })
})

afterAll(() => gateway.stop())

describe('a run that goes well', () => {
  let run: ArtilleryOutcome

  beforeAll(async () => {
    const flow = [
      { connect: { auth: { token: '{{ $uuid }}' } } },
      { join: { room: 'hall' } },
      { think: 3 },
      { broadcast: { room: 'hall', rate: 5, count: 2 } },
      { emit: ['count', 1] },
      { emit: ['message', { room: 'aside', text: 'hi' }], acknowledge: { match: { json: '$.id', value: 'm1' } } },
      // The arrivals take 2 s, and a message may be under way for 2 s when somebody leaves.
      { think: 6 },
    ]
    run = await runArtillery({
      target: gateway.url,
      config: { engines: { gatecrash: options }, phases: [{ duration: 2, arrivalRate: 10 }] },
      scenarios: [
        { name: 'by websocket', flow },
        { name: 'by polling', gatecrash: { transports: ['polling'] }, flow },
      ],
    })
  }, patienceMs)

  it('exits with 0', () => {
    expect(run.said).not.toContain('WARNING')
    expect(run.exitCode).toBe(0)
    expect(run.counters).toMatchObject({ 'vusers.completed': 20, 'vusers.failed': 0 })
  })

  it('connects each scenario by its own transports', () => {
    expect(Object.fromEntries(transportsSeen)).toEqual({
      websocket: run.counters['vusers.created_by_name.by websocket'],
      polling: run.counters['vusers.created_by_name.by polling'],
    })
  })

  it('gives every user a token of its own', () => {
    expect(tokensSeen.size).toBe(20)
  })

  it('shows in the report of Artillery what happened', () => {
    expect(run.counters).toMatchObject({
      'gatecrash.connects': 20,
      'gatecrash.emits': 100,
      'gatecrash.acks': 40,
      'gatecrash.disconnects.io client disconnect': 20,
    })
  })

  it.each(['connect', 'connect.tcp', 'connect.handshake', 'connect.namespace'])('times %s of every user', (stage) => {
    expect(run.histograms[`gatecrash.${stage}`]?.count).toBe(20)
  })

  it('times acknowledgements, and nothing that is not acknowledged', () => {
    expect(run.histograms['gatecrash.ack']?.count).toBe(40)
    expect(run.histograms).not.toHaveProperty('gatecrash.response')
  })

  it('times what the server sends', () => {
    expect(run.histograms['gatecrash.delivery']?.count).toBe(run.counters['gatecrash.deliveries'])
    expect(run.counters['gatecrash.deliveries']).toBe(800)
  })

  it('leaves a whole log of every worker, which settles what was owed', () => {
    expect(run.logs.every(({ complete }) => complete)).toBe(true)
    expect(mergeWorkerLogs(run.logs).ledger).toMatchObject({ expected: 800, delivered: 800, lost: 0 })
  })
})

describe('a run whose acknowledgements do not come', () => {
  let run: ArtilleryOutcome

  beforeAll(async () => {
    run = await runArtillery({
      target: gateway.url,
      config: { engines: { gatecrash: options }, phases: [{ duration: 1, arrivalRate: 3 }] },
      scenarios: [{ flow: [{ emit: ['silence'], acknowledge: { timeout: 0.5 } }, { emit: ['count', 1] }] }],
    })
  }, patienceMs)

  it('ends, with the users failed', () => {
    expect(run.counters).toMatchObject({ 'vusers.created': 3, 'vusers.failed': 3, 'gatecrash.emits': 3 })
  })

  it('says why', () => {
    expect(run.counters).toMatchObject({ 'errors.ack-timeout': 3 })
    expect(mergeWorkerLogs(run.logs).failures).toMatchObject({ 'ack.ack-timeout': 3 })
  })
})

describe('a run with several workers', () => {
  let run: ArtilleryOutcome

  beforeAll(async () => {
    run = await runArtillery({
      target: gateway.url,
      config: {
        engines: { gatecrash: options },
        phases: [
          { duration: 1, arrivalRate: 4 },
          { duration: 1, arrivalCount: 3 },
        ],
      },
      scenarios: [{ flow: [{ emit: ['echo'], acknowledge: true }] }],
      env: { NODE_OPTIONS: threeCores },
    })
  }, patienceMs)

  it('warns once of a phase that only one of them runs', () => {
    expect(run.said.match(/warning: a phase with arrivalCount \(3 users\) runs in one of 2 workers/g)).toHaveLength(1)
  })

  it('leaves a log of each, which add up to what Artillery has counted', () => {
    expect(run.logs).toHaveLength(2)
    const connects = run.logs.map(({ counters }) => counters['connects'] ?? 0)
    expect(connects.reduce((sum, n) => sum + n)).toBe(7)
    expect(run.counters['gatecrash.connects']).toBe(7)
  })
})

describe('a run that is interrupted', () => {
  it(
    'leaves a log of each worker that has begun, which says that it did not come to its end',
    { timeout: patienceMs },
    async () => {
      const run = await runArtillery({
        target: gateway.url,
        config: { phases: [{ duration: 1, arrivalRate: 2 }] },
        scenarios: [{ gatecrash: options, flow: [{ connect: {} }, { function: 'interrupt' }, { think: 60 }] }],
        processor: `export async function interrupt() { process.kill(process.pid, 'SIGINT') }`,
      })
      expect(run.logs).not.toEqual([])
      expect(mergeWorkerLogs(run.logs).incomplete).toEqual(run.logs.map(({ worker }) => worker).toSorted())
    },
  )
})

describe('a script that is wrong', () => {
  let run: ArtilleryOutcome

  beforeAll(async () => {
    run = await runArtillery({
      target: gateway.url,
      scenarios: [{ name: 'chat', flow: [{ emitt: ['a'] }, { join: {} }] }],
      env: { NODE_OPTIONS: threeCores },
    })
  }, patienceMs)

  it('is refused with exit code 2, and nobody arrives', () => {
    expect(run.exitCode).toBe(2)
    expect(run.counters).toEqual({})
  })

  it('is told once, everything that is wrong', () => {
    expect(run.said.match(/there are 2 problems in the script; nothing was run/g)).toHaveLength(1)
    expect(run.said).toContain('scenario "chat", flow[0]: unknown verb "emitt"; did you mean "emit"?')
    expect(run.said).toContain('scenario "chat", flow[1].join: "room" is missing')
  })
})

it(
  'refuses a wrong hook before any worker starts',
  async () => {
    const before = { engine: 'gatecrash', flow: [{ emitt: ['a'] }] }
    const run = await runArtillery({ target: gateway.url, before, scenarios: [{ flow: [] }] })
    expect(run.exitCode).toBe(2)
    expect(run.said).toContain('before, flow[0]: unknown verb "emitt"')
  },
  patienceMs,
)
