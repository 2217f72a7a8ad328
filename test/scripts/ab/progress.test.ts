import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { PairedJudge } from '../../../reports/compare/paired-judge.ts'
import { cellsOf } from '../../../scripts/bench/cell.ts'
import { parseAbOptions } from '../../../scripts/ab/options.ts'
import { AbProgress } from '../../../scripts/ab/progress.ts'
import { samplePairs } from '../../support/sample-pairs.ts'
import { completedTrial, failedTrial } from '../../support/sample-trial.ts'

const id = 'delivery.serverCpuMicros'

function watch(scenario: string, isTTY = false) {
  const parsed = parseAbOptions(['--base', 'a', '--head', 'b', scenario])
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  const cells = cellsOf(parsed.options)
  const written: string[] = []
  const out = { isTTY, columns: 200, write: (text: string | Uint8Array) => written.push(String(text)) > 0 }
  const lines = () => written.map((text) => stripVTControlCharacters(text).trim()).filter((text) => text !== '')
  return { progress: new AbProgress(out, cells), lines }
}

/** Shows pairs until the judge has decided; resolves with the lines. */
function linesOf(ratio: number): readonly string[] {
  const { progress, lines } = watch('fan-out')
  const judge = new PairedJudge({ gated: [id] })
  const pairs = samplePairs(7, [{ id, ratio, scatter: 0.02 }])
  for (let decided = false; !decided;) {
    const state = judge.add([pairs.next().value])
    progress.state(state)
    decided = state.decided
  }
  return lines()
}

test('every pair has a line with what is known so far', () => {
  const lines = linesOf(1.3)
  expect(lines[0]).toMatch(/^pair 1 \| delivery\.serverCpuMicros \+\d+ % \(no bounds\) \?$/)
  expect(lines[9]).toMatch(/^pair 10 \| delivery\.serverCpuMicros \+\d+ % \(\+\d+ to \+\d+\) worse$/)
})

test('a look that finds a change for the worse announces the second batch, and the look that confirms it says so', () => {
  const lines = linesOf(1.3)
  expect(lines.filter((line) => !/^(confirming )?pair/.test(line))).toEqual([
    'look after 10 pairs: worse in delivery.serverCpuMicros; a second batch of pairs must find it again',
    'look after 10 pairs: confirmed: worse in delivery.serverCpuMicros',
  ])
  expect(lines[11]).toMatch(/^confirming pair 1 \|/)
})

test('a look that is not clear says when the next one is', () => {
  const looks = linesOf(1.01).filter((line) => line.startsWith('look'))
  expect(looks[0]).toBe('look after 10 pairs: not clear yet, the next one is after 15')
})

test('a look after which more pairs would change nothing says so', () => {
  const looks = linesOf(0.7).filter((line) => line.startsWith('look'))
  expect(looks).toEqual(['look after 10 pairs: nothing is left to decide'])
})

test('where there are several cells each figure says which one it is of', () => {
  const { progress, lines } = watch('transport')
  const pairs = samplePairs(7, [{ id, ratio: 1, scatter: 0.02 }])
  progress.state(new PairedJudge({ gated: [id] }).add([pairs.next().value, pairs.next().value, pairs.next().value]))
  expect(lines()[0]).toMatch(/^pair 1 \| transport websocket delivery.* \| transport upgrade .* \| transport polling /)
})

test('a pair that cannot be used says why, in words that can do nothing to a terminal', () => {
  const { progress, lines } = watch('fan-out')
  const error = { code: 'target-died', message: 'instance 1 ended: \u001b[2Jgone' }
  progress.discarded({ base: completedTrial(), head: failedTrial({ error }) })
  expect(lines()).toEqual(['pair 1 is measured again: head failed (connect): instance 1 ended: \uFFFD[2Jgone'])
})

test('on a terminal a live line tells the phases of both sides', () => {
  const { progress, lines } = watch('fan-out', true)
  progress.phase('head', 'connect')
  expect(lines().at(-1)).toBe('pair 1 | base: start, head: connect')
})

test('elsewhere phases are not told', () => {
  const { progress, lines } = watch('fan-out')
  progress.phase('head', 'connect')
  expect(lines()).toEqual([])
})
