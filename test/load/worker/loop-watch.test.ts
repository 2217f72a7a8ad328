import { expect, test } from 'vitest'
import { LoopWatch } from '../../../load/worker/loop-watch.ts'
import { VirtualTimers } from '../../support/virtual-timers.ts'

function watched() {
  const timers = new VirtualTimers()
  const received = { count: 0 }
  const watch = new LoopWatch(timers, () => received.count)
  watch.start()
  return { timers, received, watch }
}

test('an event loop that turns has no standstill', () => {
  const { timers, watch } = watched()
  timers.advanceTo(1000)
  expect(watch.longestBlock).toBe(0)
})

test('a pause in which nothing was received is a standstill', () => {
  const { timers, watch } = watched()
  timers.advanceTo(100)
  timers.freezeUntil(400)
  timers.advanceTo(500)
  expect(watch.longestBlock).toBe(290)
})

test('a pause spent on a burst of deliveries is none', () => {
  const { timers, received, watch } = watched()
  timers.advanceTo(100)
  timers.freezeUntil(200)
  received.count += 8000
  timers.advanceTo(300)
  expect(watch.longestBlock).toBe(0)
})

test('a pause with a few deliveries in it is a standstill all the same', () => {
  const { timers, received, watch } = watched()
  timers.advanceTo(100)
  timers.freezeUntil(400)
  received.count += 20
  timers.advanceTo(500)
  expect(watch.longestBlock).toBe(290)
})

test('what happens after the end of the watch does not count', () => {
  const { timers, watch } = watched()
  timers.advanceTo(100)
  watch.stop()
  timers.freezeUntil(5000)
  timers.advanceTo(6000)
  expect(watch.longestBlock).toBe(0)
})

test('a watch that begins late has missed a standstill, and counts it', () => {
  const timers = new VirtualTimers(1500)
  const watch = new LoopWatch(timers, () => 0)
  watch.start(1000)
  timers.advanceTo(2000)
  expect(watch.longestBlock).toBe(500)
})
