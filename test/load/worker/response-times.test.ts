import { expect, test } from 'vitest'
import { Recorder } from '../../../load/recorder.ts'
import { ResponseTimes } from '../../../load/worker/response-times.ts'

test('an interval holds what was recorded since the last one, of all sources together', () => {
  const local = Recorder.empty()
  const remote = Recorder.empty()
  const times = new ResponseTimes({ local, remote })
  local.record(1)
  times.cut()
  local.record(2)
  remote.record(3)
  const interval = Recorder.decode(times.cut() ?? '')
  expect(interval.count).toBe(2)
  expect(interval.max).toBeCloseTo(3, 1)
})

test('an interval in which nothing was recorded is undefined', () => {
  expect(new ResponseTimes({ local: Recorder.empty() }).cut()).toBeUndefined()
})

test('the whole is the sum of the intervals and of what came after the last, by source', () => {
  const local = Recorder.empty()
  const remote = Recorder.empty()
  const times = new ResponseTimes({ local, remote })
  for (let value = 0; value < 100; value++) {
    local.record(value)
    if (value % 10 === 0) times.cut()
  }
  const wholes = times.wholes()
  expect(Recorder.decode(wholes['local'] ?? '').count).toBe(100)
  expect(wholes).not.toHaveProperty('remote')
})
