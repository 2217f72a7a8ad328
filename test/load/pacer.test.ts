import { expect, test } from 'vitest'
import { Pacer } from '../../load/pacer.ts'
import { scheduleOf } from '../../load/schedule.ts'
import { VirtualTimers } from '../support/virtual-timers.ts'

interface Call {
  readonly index: number
  readonly dueAt: number
  readonly calledAt: number
}

function follow(timers: VirtualTimers, startAt: number, arrivalRate: number, durationMs: number) {
  const calls: Call[] = []
  const pacer = new Pacer(timers)
  const schedule = scheduleOf({ kind: 'constant', arrivalRate, durationMs })
  const done = pacer.run(schedule, startAt, (index, dueAt) => calls.push({ index, dueAt, calledAt: timers.now() }))
  return { calls, pacer, done }
}

test('every send is called out at its due time', async () => {
  const timers = new VirtualTimers(1000)
  const { calls, done } = follow(timers, 1000, 10, 500)
  timers.advanceTo(2000)
  await done
  expect(calls.map(({ calledAt }) => calledAt)).toEqual([1000, 1100, 1200, 1300, 1400])
  expect(calls.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4])
})

test('nothing is called out early', () => {
  const timers = new VirtualTimers(0)
  const { calls } = follow(timers, 0, 10, 1000)
  timers.advanceTo(299.999)
  expect(calls).toHaveLength(3)
})

test('nothing is called out early, also where several sends fall due within a millisecond', async () => {
  const timers = new VirtualTimers(0)
  const { calls, done } = follow(timers, 0, 4000, 50)
  timers.advanceTo(100)
  await done
  expect(calls).toHaveLength(200)
  for (const { dueAt, calledAt } of calls) expect(calledAt).toBeGreaterThanOrEqual(dueAt)
})

test('a timer that is late delays one send, not those after it', async () => {
  const timers = new VirtualTimers(0)
  timers.lateness = 3
  const { calls, done } = follow(timers, 0, 100, 100)
  timers.advanceTo(200)
  await done
  expect(calls.map(({ dueAt }) => dueAt)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
  for (const { dueAt, calledAt } of calls) expect(calledAt - dueAt).toBeLessThanOrEqual(3)
})

test('on waking late it calls out all that is due, each with its own due time', () => {
  const timers = new VirtualTimers(0)
  const { calls } = follow(timers, 0, 10, 2000)
  timers.advanceTo(100)
  timers.freezeUntil(1150)
  timers.advanceTo(1150)
  const late = calls.filter(({ calledAt }) => calledAt === 1150)
  expect(late.map(({ dueAt }) => dueAt)).toEqual([200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100])
})

test('a minute at 500 a second is followed without waiting for it', async () => {
  const timers = new VirtualTimers(0)
  timers.lateness = 0.7
  const { calls, done } = follow(timers, 0, 500, 60_000)
  timers.advanceTo(61_000)
  await done
  expect(calls).toHaveLength(30_000)
})

test('stopping ends the run and calls out nothing more', async () => {
  const timers = new VirtualTimers(0)
  const { calls, pacer, done } = follow(timers, 0, 10, 10_000)
  timers.advanceTo(250)
  pacer.stop()
  await done
  timers.advanceTo(5000)
  expect(calls).toHaveLength(3)
})

test('an error in a send ends the run with it', async () => {
  const timers = new VirtualTimers(0)
  const run = new Pacer(timers).run([0], 0, () => {
    throw new Error('no room')
  })
  await expect(run).rejects.toThrow('no room')
})
