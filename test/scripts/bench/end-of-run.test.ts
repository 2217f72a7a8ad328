import { expect, test } from 'vitest'
import type { TrialResult } from '../../../load/trial-result.ts'
import { cellsOf, type Cell } from '../../../scripts/bench/cell.ts'
import { reasonToEnd } from '../../../scripts/bench/end-of-run.ts'
import type { ExternalTarget } from '../../../scripts/bench/own-target.ts'
import { parseBenchOptions } from '../../../scripts/bench/options.ts'

const own: ExternalTarget = {
  kind: 'external',
  name: 'mine',
  urls: ['http://127.0.0.1:3000'],
  metricsUrls: [],
  tls: undefined,
}

function reference(): Cell {
  const parsed = parseBenchOptions(['fan-out', '--target', 'single'])
  const [cell] = parsed.kind === 'run' ? cellsOf(parsed.options) : []
  if (cell === undefined) throw new Error('no cell')
  return cell
}

function failed(code: string): TrialResult {
  const error = { code, message: 'what went wrong' }
  const startedAt = '2026-01-01T00:00:00.000Z'
  return { status: 'failed', startedAt, phase: 'connect', error, warnings: [], partial: undefined }
}

test.each(['login', 'unreachable', 'start-failed', 'start-timeout', 'port-in-use', 'too-many-errors'])(
  'a run of one’s own gateway ends with a trial that failed by %s',
  (code) => {
    const end = reasonToEnd({ ...reference(), target: 'mine', own }, failed(code), false)
    expect(end?.message).toBe('fan-out on mine, websocket: connect failed: what went wrong')
  },
)

test('a preflight says itself what has failed', () => {
  const end = reasonToEnd({ ...reference(), target: 'mine', own }, failed('preflight-failed'), false)
  expect(end?.message).toBe('fan-out on mine, websocket: what went wrong')
})

test('a search goes on with less load after too many errors', () => {
  expect(reasonToEnd({ ...reference(), own }, failed('too-many-errors'), true)).toBeUndefined()
})

test.each(['target-died', 'users-not-connected', 'not-received'])(
  'a run goes on after a trial that failed by %s',
  (code) => {
    expect(reasonToEnd({ ...reference(), own }, failed(code), false)).toBeUndefined()
  },
)

test('a run of the reference gateway goes on whatever has failed', () => {
  expect(reasonToEnd(reference(), failed('too-many-errors'), false)).toBeUndefined()
})
