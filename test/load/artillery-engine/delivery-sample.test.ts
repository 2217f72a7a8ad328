import { expect, it } from 'vitest'

import { DeliverySample } from '../../../load/artillery-engine/engine/delivery-sample.ts'

function flushed(sample: DeliverySample): number[] {
  const times: number[] = []
  sample.flush((time) => times.push(time))
  return times
}

it('hands on everything as long as that is little', () => {
  const sample = new DeliverySample()
  for (const time of [3, 1, 2]) sample.add(time)
  expect(flushed(sample)).toEqual([3, 1, 2])
  expect(flushed(sample)).toEqual([])
})

it('hands on a thousand of more, from all over', () => {
  const sample = new DeliverySample()
  for (let time = 0; time < 100_000; time++) sample.add(time)
  const times = flushed(sample)
  expect(times).toHaveLength(1_000)
  expect(new Set(times).size).toBe(1_000)
  // The mean of such a sample is 50,000 with a standard error of 910: this misses once in ten million times.
  expect(Math.abs(times.reduce((sum, time) => sum + time, 0) / 1_000 - 50_000)).toBeLessThan(5_000)
})
