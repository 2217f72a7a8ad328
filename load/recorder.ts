import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from 'hdr-histogram-js'

const options = {
  bitBucketSize: 32,
  lowestDiscernibleValue: 1,
  highestTrackableValue: 3_600_000_000,
  numberOfSignificantValueDigits: 3,
  useWebAssembly: false,
} as const

/** The longest duration that can be recorded, in milliseconds: one hour. */
export const longestDuration = options.highestTrackableValue / 1000

/**
 * Records durations in bounded memory: an HdrHistogram of microseconds with 3 significant digits, 1 us to 1 hour.
 * Recording allocates nothing.
 */
export class Recorder {
  readonly #histogram: Histogram

  private constructor(histogram: Histogram) {
    this.#histogram = histogram
  }

  static empty(): Recorder {
    return new Recorder(build(options))
  }

  /** Reads what `encode` has written. */
  static decode(encoded: string): Recorder {
    return new Recorder(decodeFromCompressedBase64(encoded, 32))
  }

  /**
   * Records a duration in milliseconds. Throws a `RangeError` for one that is negative, not a number or over an hour:
   * a clock or a stamp is then wrong, and no figure made of it could be trusted.
   */
  record(milliseconds: number): void {
    if (!(milliseconds >= 0 && milliseconds <= longestDuration)) {
      throw new RangeError(`a duration of ${milliseconds} ms cannot be right: 0 to ${longestDuration} ms are`)
    }
    this.#histogram.recordValue(Math.round(milliseconds * 1000))
  }

  get count(): number {
    return this.#histogram.totalCount
  }

  /** The duration, in milliseconds, that `percentile` (0 to 100) of the recorded ones do not exceed; `undefined` when empty. */
  percentile(percentile: number): number | undefined {
    return this.count === 0 ? undefined : this.#histogram.getValueAtPercentile(percentile) / 1000
  }

  /** The longest recorded duration in milliseconds, to the digits kept; `undefined` when empty. */
  get max(): number | undefined {
    return this.percentile(100)
  }

  /** Takes in everything that another recorder holds, without loss. */
  add(other: Recorder): void {
    if (other.count > 0) this.#histogram.add(other.#histogram)
  }

  reset(): void {
    this.#histogram.reset()
  }

  /** The whole histogram, lossless: HdrHistogram V2, compressed, base64. */
  encode(): string {
    return encodeIntoCompressedBase64(this.#histogram)
  }
}
