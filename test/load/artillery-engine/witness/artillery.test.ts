import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Server } from 'socket.io'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runArtillery, type ArtilleryOutcome } from '../../../support/artillery-run.ts'

const witness = fileURLToPath(new URL('../../../../load/artillery-engine/dist/witness.js', import.meta.url))
const http = createServer((_request, response) => response.end('fine'))
const server = new Server(http)
let outcome: ArtilleryOutcome

// One run of the real Artillery with the real engine socketio-v3, which by itself shows no latency and waits for ever.
beforeAll(async () => {
  server.on('connection', (socket) => {
    socket.on('ask', (question: string, answer: (text: string) => void) => answer(question))
    socket.on('repeat', (text: string) => socket.emit('repeated', text))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  outcome = await runArtillery({
    target: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    config: {
      engines: { 'socketio-v3': { transports: ['websocket'] } },
      phases: [{ duration: 1, arrivalRate: 4 }],
      variables: { ackTimeout: 0.5 },
    },
    processor: `export { watch } from ${JSON.stringify(witness)}`,
    scenarios: [
      {
        name: 'seen',
        engine: 'socketio-v3',
        flow: [
          { function: 'watch' },
          { emit: ['ask', 'well?'], acknowledge: { args: ['well?'] } },
          { emit: ['repeat', 'again'], response: { on: 'repeated', args: ['again'] } },
          { get: { url: '/' } },
          { emit: ['silence', 'well?'], acknowledge: { match: { json: '$.text', value: 'yes' } } },
        ],
      },
    ],
  })
}, 180_000)
afterAll(() => server.close())

test('acknowledgements, responses, connects and HTTP steps have times again', () => {
  const timed = ['gatecrash.connect', 'gatecrash.ack', 'gatecrash.response', 'gatecrash.http', 'socketio.response_time']
  for (const name of timed) expect(outcome.histograms, name).toHaveProperty([name])
})

test('an acknowledgement that never comes ends the user, and not the patience of whoever started Artillery', () => {
  expect(outcome.counters).toMatchObject({ 'vusers.created': 4, 'vusers.failed': 4, 'errors.ack-timeout': 4 })
})

test("Artillery's counters and the workers' logs say the same", () => {
  const { logs, counters } = outcome
  const inLogs = (name: string): number => logs.reduce((sum, log) => sum + (log.counters[name] ?? 0), 0)
  for (const [name, count] of Object.entries({ connects: 4, emits: 12, acks: 4, events: 4 })) {
    expect([name, inLogs(name), counters[`gatecrash.${name}`]]).toEqual([name, count, count])
  }
  expect(logs.every(({ engine, complete }) => engine === 'socketio-v3' && complete)).toBe(true)
})
