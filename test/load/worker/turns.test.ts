import { expect, test } from 'vitest'
import { Turns } from '../../../load/worker/turns.ts'
import { VirtualTimers } from '../../support/virtual-timers.ts'

/** When each of so many turns came that were asked for at once. */
async function momentsOf(count: number, intervalMs: number): Promise<readonly number[]> {
  const timers = new VirtualTimers()
  const turns = new Turns(intervalMs, timers)
  const moments: number[] = []
  const all = Array.from({ length: count }, () => turns.next().then(() => moments.push(timers.now())))
  for (let at = 0; at <= count * intervalMs; at++) {
    timers.advanceTo(at)
    await Promise.resolve()
  }
  await Promise.all(all)
  return moments
}

test('turns lie an interval apart, however many ask at once', async () => {
  expect(await momentsOf(4, 10)).toEqual([0, 10, 20, 30])
})

test('turns that nobody took are not made up for', async () => {
  const timers = new VirtualTimers()
  const turns = new Turns(10, timers)
  await turns.next()
  timers.advanceTo(1000)
  await turns.next()
  let isNext = false
  const waiting = turns.next().then(() => (isNext = true))
  timers.advanceTo(1009)
  await Promise.resolve()
  expect(isNext).toBe(false)
  timers.advanceTo(1010)
  await waiting
  expect(isNext).toBe(true)
})
