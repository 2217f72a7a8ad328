import { emptyHistogram, encodeHistogram } from '../../reports/histogram.ts'

/** Numbers in [0, 1) that are the same on every run (mulberry32). */
export function sampleRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * An encoded histogram of `count` different durations, in milliseconds and `repeat` times each, skewed to the right
 * around `medianMs` as latencies are.
 */
export function sampleHistogram(seed: number, count: number, medianMs: number, repeat = 1): string {
  const random = sampleRandom(seed)
  const histogram = emptyHistogram()
  for (let i = 0; i < count; i++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    histogram.recordValueWithCount(Math.round(medianMs * 1000 * Math.exp(0.6 * normal)), repeat)
  }
  return encodeHistogram(histogram)
}
