import { bootstrapInterval } from '../../reports/statistics/bootstrap.ts'
import { seededRandom } from '../../reports/statistics/random.ts'
import { signedRank } from '../../reports/statistics/signed-rank.ts'

/** How often two kinds of interval of nominally 95 % hold the true value, and how wide they are. */
export interface Coverage {
  readonly pairs: number
  readonly samples: number
  /** Samples whose interval held the truth. */
  readonly signedRank: number
  readonly bootstrap: number
  /** Mean width of the intervals, on the logarithmic scale; infinite where one of them is. */
  readonly signedRankWidth: number
  readonly bootstrapWidth: number
}

const confidence = 0.95
const resamples = 500

/**
 * Draws samples of log ratios from those that were really measured, and asks both intervals of the Hodges-Lehmann
 * estimate whether they hold that of the whole pool, which is the truth of this little world.
 */
export function coverageOf(logRatios: readonly number[], pairs: number, samples: number, seed: number): Coverage {
  const random = seededRandom(seed)
  const estimate = (sample: readonly number[]): number => signedRank(sample, confidence).estimate
  const truth = estimate(logRatios)
  const sums = { signedRank: 0, bootstrap: 0, signedRankWidth: 0, bootstrapWidth: 0 }
  for (let n = 0; n < samples; n++) {
    const sample = Array.from({ length: pairs }, () => logRatios[Math.floor(random() * logRatios.length)] ?? 0)
    const exact = signedRank(sample, confidence)
    const resampled = bootstrapInterval(sample, estimate, { confidence, resamples, seed: seed + n })
    if (exact.low <= truth && truth <= exact.high) sums.signedRank++
    if (resampled.low <= truth && truth <= resampled.high) sums.bootstrap++
    sums.signedRankWidth += (exact.high - exact.low) / samples
    sums.bootstrapWidth += (resampled.high - resampled.low) / samples
  }
  return { pairs, samples, ...sums }
}
