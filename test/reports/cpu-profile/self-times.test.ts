import { expect, test } from 'vitest'
import { readCpuProfile, type CpuProfile } from '../../../reports/cpu-profile/cpu-profile.ts'
import { growthOf } from '../../../reports/cpu-profile/growth.ts'
import { renderGrowth, renderGrowthMarkdown, renderSelfTimes } from '../../../reports/cpu-profile/render.ts'
import { selfTimesOf } from '../../../reports/cpu-profile/self-times.ts'

const frame = (functionName: string, url: string, lineNumber = 9) => ({
  functionName,
  url,
  lineNumber,
  columnNumber: 2,
})

/** The n-th function ran for `micros[n]` microseconds, in one sample. */
function profileOf(frames: readonly ReturnType<typeof frame>[], micros: readonly number[]): CpuProfile {
  return {
    nodes: frames.map((callFrame, id) => ({ id, callFrame })),
    samples: frames.map((_, id) => id),
    timeDeltas: [50, ...micros],
  }
}

const base = profileOf(
  [frame('send', 'file:///v1/chat.ts'), frame('(idle)', '', -1), frame('', 'file:///v1/node_modules/ws/lib/ws.js')],
  [300, 600, 100],
)
const head = profileOf([frame('send', 'file:///v2/chat.ts', 30), frame('check', 'file:///v2/chat.ts')], [400, 200])

test('self time is what each sample lasted, idle time apart, and places are relative to the folder', () => {
  expect(selfTimesOf([base], '/v1')).toEqual({
    elapsedMicros: 1000,
    busyMicros: 400,
    functions: [
      { name: 'send', file: 'chat.ts', line: 10, micros: 300 },
      { name: '(anonymous)', file: 'ws/lib/ws.js', line: 10, micros: 100 },
    ],
  })
})

test('profiles of several processes add up', () => {
  expect(selfTimesOf([base, base], '/v1/').functions[0]).toMatchObject({ name: 'send', micros: 600 })
})

test('functions of two versions are matched by name and file, whatever their line, per unit of work', () => {
  const rows = growthOf(
    { times: selfTimesOf([base], '/v1'), units: 100 },
    { times: selfTimesOf([head], '/v2'), units: 50 },
  )
  expect(rows).toEqual([
    { name: 'send', file: 'chat.ts', base: 3, head: 8, difference: 5 },
    { name: 'check', file: 'chat.ts', base: 0, head: 4, difference: 4 },
    { name: '(anonymous)', file: 'ws/lib/ws.js', base: 1, head: 0, difference: -1 },
  ])
  expect(renderGrowth(rows, 'message')).toMatchInlineSnapshot(`
    "Functions whose self time changed most, in CPU microseconds per message, from one profiled trial of each version
    base  head  change  function     file
    3.00  8.00   +5.00  send         chat.ts
    0.00  4.00   +4.00  check        chat.ts
    1.00  0.00   -1.00  (anonymous)  ws/lib/ws.js
    All functions together: 4.0 in base, 12.0 in head.
    "
  `)
  expect(renderGrowthMarkdown(rows, 'message')).toContain('| `send` | `chat.ts` | 3.00 | 8.00 | +5.00 |')
})

test('versions that have done no work are not divided by it', () => {
  const times = selfTimesOf([base], '/v1')
  expect(() => growthOf({ times, units: 10 }, { times, units: 0 })).toThrow('head has done no work')
})

test('the most expensive functions are told with their share of the busy time', () => {
  expect(renderSelfTimes(selfTimesOf([base], '/v1'))).toMatchInlineSnapshot(`
    "self time  of busy  function     where
       0.3 ms   75.0 %  send         chat.ts:10
       0.1 ms   25.0 %  (anonymous)  ws/lib/ws.js:10
    busy for 0 ms of 1 ms (40.0 %)
    "
  `)
})

test('a file that is no profile is named', () => {
  expect(() => readCpuProfile('{}', 'some.cpuprofile')).toThrow('some.cpuprofile: this is no CPU profile of V8')
})
