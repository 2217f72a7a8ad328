/** What one unit of a metric is; `us` are microseconds, `cores` are CPU seconds used per second. */
export type Unit = 'ms' | 'us' | 'bytes' | 'per second' | 'count' | 'ratio' | 'cores'

/**
 * The least change that is worth acting on: a share of the base value, or an amount in the metric's unit. A share weighs
 * alike upwards and downwards, as a factor: 5 % are x 1.05 and / 1.05.
 */
export type PracticalLimit = { readonly relative: number } | { readonly absolute: number }

/** The heading that a metric stands under in tables. */
export type MetricGroup =
  | 'connect'
  | 'connection'
  | 'delivery'
  | 'deliveryByInstance'
  | 'acknowledgement'
  | 'http'
  | 'journey'
  | 'traffic'
  | 'cost'
  | 'target'
  | 'generator'

/** A figure of a report, described once: tables, comparison and documentation all read this. */
export interface Metric {
  /** As in reports and SLOs: `delivery.p99`. */
  readonly id: string
  readonly group: MetricGroup
  /** A few plain words that make sense under the group's heading. */
  readonly label: string
  /** One sentence: what exactly is measured, from where to where. */
  readonly description: string
  readonly unit: Unit
  /** Which direction is an improvement; `none` where the figure only explains others. */
  readonly better: 'lower' | 'higher' | 'none'
  /** Significant digits to print; `exact` for counts. */
  readonly digits: number | 'exact'
  readonly practicalLimit: PracticalLimit
  /** Whether a change for the worse fails a comparison unless told otherwise. */
  readonly gated: boolean
  /** Whether the terminal table has a row for it; the report file and other formats have every metric. */
  readonly inTable: boolean
}

/** The limit of a metric whose smallest change matters, such as a count of failures. */
export const anyChange: PracticalLimit = { absolute: 0 }

/**
 * The limit of what hardly varies between equal trials and is what capacity is bought by: CPU time per operation and heap
 * per connection. A change of 3 % can be shown there, and is one machine in thirty.
 */
export const steadyLimit: PracticalLimit = { relative: 0.03 }

/** The limit of medians, rates and whatever else is neither steady nor a tail: less is hardly noticed by anyone. */
export const typicalLimit: PracticalLimit = { relative: 0.05 }

/** The limit of tails and peaks: a few messages make them, so that they vary twice as much as medians do. */
export const tailLimit: PracticalLimit = { relative: 0.1 }

type Described = Pick<Metric, 'id' | 'group' | 'label' | 'description' | 'unit' | 'better'> & Partial<Metric>

/** A metric of a single figure; what is not given is the common case: 3 digits, 5 %, in the table, not gated. */
export function figure(described: Described): Metric {
  const digits = described.unit === 'count' ? 'exact' : 3
  return { digits, practicalLimit: typicalLimit, gated: false, inTable: true, ...described }
}

/** Percentile names as metric ids end in them, in the order they are printed. */
export const percentileNames = ['p50', 'p90', 'p99', 'p999', 'max'] as const

/** One of {@link percentileNames}. */
export type PercentileName = (typeof percentileNames)[number]

const percentileLabels: Readonly<Record<PercentileName, string>> = {
  p50: 'p50 (half are slower)',
  p90: 'p90 (1 in 10 is)',
  p99: 'p99 (1 in 100 is)',
  p999: 'p99.9 (1 in 1,000 is)',
  max: 'slowest',
}

const percentilePhrases: Readonly<Record<PercentileName, string>> = {
  p50: 'Median',
  p90: '90th percentile',
  p99: '99th percentile',
  p999: '99.9th percentile',
  max: 'Maximum',
}

/** A duration whose percentiles are metrics; `what` continues "99th percentile of the time ...". */
export interface Duration {
  /** The ids are this and a percentile name: `delivery` gives `delivery.p50`. */
  readonly id: string
  readonly group: MetricGroup
  readonly what: string
  /** Put before the percentile's own words, where a group holds several durations. */
  readonly prefix?: string
  readonly percentiles?: readonly PercentileName[]
  /** Percentiles that have a row in the terminal table; all, unless given. */
  readonly inTable?: readonly PercentileName[]
  readonly gated?: readonly PercentileName[]
  readonly better?: 'lower' | 'none'
}

/** The metrics of a duration, one per percentile, in milliseconds. Tails need a greater change to matter than medians. */
export function durationMetrics(duration: Duration): Metric[] {
  const percentiles = duration.percentiles ?? percentileNames
  return percentiles.map((name) => ({
    id: `${duration.id}.${name}`,
    group: duration.group,
    label: duration.prefix === undefined ? percentileLabels[name] : `${duration.prefix}, ${shortName(name)}`,
    description: `${percentilePhrases[name]} of the time ${duration.what}.`,
    unit: 'ms',
    better: duration.better ?? 'lower',
    digits: 3,
    practicalLimit: name === 'p50' || name === 'p90' ? typicalLimit : tailLimit,
    gated: duration.gated?.includes(name) ?? false,
    inTable: (duration.inTable ?? percentiles).includes(name),
  }))
}

function shortName(name: PercentileName): string {
  return name === 'p999' ? 'p99.9' : name === 'max' ? 'slowest' : name
}
