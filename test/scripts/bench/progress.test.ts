import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Recorder } from '../../../load/recorder.ts'
import type { TrialResult } from '../../../load/trial-result.ts'
import type { WorkerProgress } from '../../../load/worker/protocol.ts'
import { cellsOf, type PlannedTrial } from '../../../scripts/bench/cell.ts'
import { parseBenchOptions } from '../../../scripts/bench/options.ts'
import { Progress } from '../../../scripts/bench/progress.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function planned(): PlannedTrial {
  const parsed = parseBenchOptions(['fan-out', '--target', 'single'])
  const [cell] = parsed.kind === 'run' ? cellsOf(parsed.options) : []
  if (cell === undefined) throw new Error('no cell')
  return { cell, trial: 2 }
}

function watch(isTTY: boolean, columns = 200) {
  const written: string[] = []
  const progress = new Progress(
    { isTTY, columns, write: (text: string | Uint8Array) => written.push(String(text)) > 0 },
    6,
  )
  // Without what moves the cursor, which a reader does not see.
  const lines = (): string[] =>
    written.map((text) => stripVTControlCharacters(text).trim()).filter((text) => text !== '')
  return { progress, lines }
}

const failed: TrialResult = {
  status: 'failed',
  startedAt: '2026-01-01T00:00:00.000Z',
  phase: 'connect',
  error: { code: 'users-not-connected', message: '3 of 3 users did not become members' },
  warnings: [],
  partial: undefined,
}

function newsOf(worker: number, second: number, times: readonly number[], failures = 0): WorkerProgress {
  const recorder = Recorder.empty()
  for (const time of times) recorder.record(time)
  return {
    ...{ worker, second, connected: 50, failed: failures, sent: 10, delivered: 500 },
    ...{ responseTimes: recorder.encode(), operations: 60, failures, commonest: undefined },
  }
}

test('where the output is no terminal there is one line per trial, at its end', () => {
  const { progress, lines } = watch(false)
  progress.begin(planned())
  progress.phase('connect')
  progress.news(newsOf(0, 0, [1]))
  expect(lines()).toEqual([])
  progress.end(failed, false)
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).toMatch(
    /^\[1\/6\] fan-out single websocket, trial 2: failed in \d+\.\d s \(connect\): 3 of 3 users did not become members$/,
  )
})

test('on a terminal the line says phase, users, messages, rate and p99 of all workers together', () => {
  const { progress, lines } = watch(true)
  progress.begin(planned())
  progress.phase('measure')
  progress.news(newsOf(0, 3, [1, 2, 3]))
  progress.news(newsOf(1, 3, [9]))
  vi.advanceTimersByTime(200)
  expect(lines().at(-1)).toBe(
    '[1/6] fan-out single websocket, trial 2 | measure 0 s | 100 users | 20 sent | 1000 delivered | 4/s | p99 9.0 ms',
  )
  progress.end(failed, false)
})

test('a new second begins anew, and failures are shown', () => {
  const { progress, lines } = watch(true)
  progress.begin(planned())
  progress.news(newsOf(0, 0, [500, 500]))
  progress.news(newsOf(0, 1, [2], 7))
  vi.advanceTimersByTime(200)
  expect(lines().at(-1)).toContain('1/s | p99 2.0 ms | 7 failed')
  progress.end(failed, false)
})

test('the line is never wider than the terminal', () => {
  const { progress, lines } = watch(true, 40)
  progress.begin(planned())
  progress.news(newsOf(0, 0, [1]))
  vi.advanceTimersByTime(400)
  for (const line of lines()) expect(line.length).toBeLessThan(40)
  progress.end(failed, false)
})

test('a trial that is made up for counts once', () => {
  const { progress, lines } = watch(false)
  progress.begin(planned())
  progress.end(failed, true)
  progress.begin(planned())
  progress.end(failed, false)
  progress.begin(planned())
  progress.end(failed, false)
  expect(lines().map((line) => line.slice(0, 5))).toEqual(['[1/6]', '[1/6]', '[2/6]'])
  expect(lines()[0]).toMatch(/It is repeated\.$/)
})
