import type { PairedTrials } from '../../reports/compare/paired-batch.ts'
import { sampleRandom } from './sample-histogram.ts'

/** How pairs are to differ: figures of head are the `ratio` of base's on average, and each pair scatters around that. */
export interface SamplePairs {
  readonly id: string
  readonly ratio: number
  /** Standard deviation of the log ratio over pairs. */
  readonly scatter: number
}

/** Pairs without end; the same for the same seed. What the machine does to both alike (`wander`) is far greater than what befalls one. */
export function* samplePairs(seed: number, differences: readonly SamplePairs[]): Generator<PairedTrials, never> {
  const random = sampleRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  for (;;) {
    const wander = Math.exp(0.2 * normal())
    const values = differences.map(({ id, ratio, scatter }) => {
      const base = 10 * wander * Math.exp((scatter / Math.SQRT2) * normal())
      const head = 10 * ratio * wander * Math.exp((scatter / Math.SQRT2) * normal())
      return { id, base, head }
    })
    yield {
      base: Object.fromEntries(values.map(({ id, base }) => [id, base])),
      head: Object.fromEntries(values.map(({ id, head }) => [id, head])),
    }
  }
}
