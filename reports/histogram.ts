import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js'
import { percentileNames, type PercentileName } from './metric.ts'

const ranks: Readonly<Record<PercentileName, number>> = { p50: 50, p90: 90, p99: 99, p999: 99.9, max: 100 }

/** An empty histogram of microseconds: 1 us to one hour, 3 significant digits. */
export function emptyHistogram(): Histogram {
  return build({
    bitBucketSize: 32,
    autoResize: false,
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  })
}

/** Reads a histogram out of a report. Throws a `RangeError` that says why the text is none. */
export function decodeHistogram(encoded: string): Histogram {
  try {
    return decodeFromCompressedBase64(encoded, 32, false)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RangeError(`not an HdrHistogram (V2, compressed, base64): ${reason}`, { cause: error })
  }
}

/** Writes a histogram as a report holds it: HdrHistogram V2, compressed, base64; lossless. */
export function encodeHistogram(histogram: Histogram): string {
  return encodeIntoCompressedBase64(histogram)
}

/**
 * Adds histograms up, bucket by bucket and so without loss. Percentiles of several trials or workers come from this,
 * never from their percentiles.
 */
export function mergeHistograms(encoded: Iterable<string>): Histogram {
  const merged = emptyHistogram()
  for (const text of encoded) {
    const histogram = decodeHistogram(text)
    if (histogram.totalCount > 0) merged.add(histogram)
  }
  return merged
}

/**
 * The duration in milliseconds that a share of the samples (`rank` in percent, 0 to 100) does not exceed, to 3 digits.
 * `undefined` for an empty histogram: nothing was measured, which is not zero.
 */
export function percentileOf(histogram: Histogram, rank: number): number | undefined {
  return histogram.totalCount === 0 ? undefined : histogram.getValueAtPercentile(rank) / 1000
}

/** The percentiles that reports print, in milliseconds, as {@link percentileOf} gives them. */
export function percentilesOf(histogram: Histogram): Record<PercentileName, number | undefined> {
  const entries = percentileNames.map((name) => [name, percentileOf(histogram, ranks[name])] as const)
  return Object.fromEntries(entries) as Record<PercentileName, number | undefined>
}
