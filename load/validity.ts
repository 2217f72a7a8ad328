import type { Warning } from './warning.ts'

/**
 * The same high percentile of due to sent, and of the response time that it would have to be told from; in milliseconds.
 * See {@link latenessPercentile}.
 */
export interface Lateness {
  readonly what: 'connects' | 'messages' | 'requests'
  readonly percentile: number
  readonly sendDelay: number | undefined
  readonly responseTime: number | undefined
}

const fewestBeyond = 5

/**
 * The percentile at which lateness is judged: the 99th, or with fewer than 500 values the one that five of them lie
 * beyond. A 99th percentile of a hundred values is one hiccup of the machine.
 */
export function latenessPercentile(count: number): number {
  return Math.min(99, Math.max(50, 100 - (100 * fewestBeyond) / Math.max(1, count)))
}

/** What the rules look at; `undefined` where it was not measured. */
export interface ValidityFacts {
  /** How late each kind of thing was sent that has a schedule. */
  readonly lateness: readonly Lateness[]
  /** The longest standstill of a worker's event loop while little was received, in milliseconds. */
  readonly longestBlock: number
  /** The busiest worker's CPU over the span, in cores. */
  readonly busiestWorker: number | undefined
  readonly dropped: number
  /** The generator's CPU per delivery, in microseconds, and the deliveries that one send causes in one worker. */
  readonly generatorCpuMicros: number | undefined
  readonly burst: number
  /** Median response time of a delivery, in milliseconds. */
  readonly deliveryP50: number | undefined
}

/** The limits of the rules. */
export const validityLimits = {
  sendDelayMs: 5,
  sendDelayShare: 0.05,
  longestBlockMs: 100,
  workerCores: 0.85,
  ownReceiveShare: 0.25,
} as const

const slowerOrMore = 'Offer less load, or give the generator more cores or a quieter machine.'

/** Why a trial's figures must not be used: each reason is the generator's, none the target's. Empty: the trial is valid. */
export function invalidReasons(facts: ValidityFacts): Warning[] {
  const { longestBlock, busiestWorker } = facts
  const limits = validityLimits
  const reasons = facts.lateness.flatMap((lateness) => lateReason(lateness) ?? [])
  if (longestBlock > limits.longestBlockMs) {
    reasons.push({
      code: 'generator-blocked',
      message: `The generator stood still for ${longestBlock.toFixed(0)} ms while nothing kept it busy.`,
      advice: slowerOrMore,
      metric: 'sendDelay.max',
    })
  }
  if (busiestWorker !== undefined && busiestWorker > limits.workerCores) {
    reasons.push({
      code: 'generator-saturated',
      message: `A load worker used ${percent(busiestWorker)} of a core; over ${percent(limits.workerCores)} it measures itself.`,
      advice: slowerOrMore,
      metric: 'generator.cpu',
    })
  }
  return reasons
}

function lateReason({ what, percentile, sendDelay, responseTime }: Lateness): Warning | undefined {
  const { sendDelayMs, sendDelayShare } = validityLimits
  if (sendDelay === undefined || sendDelay <= sendDelayMs) return undefined
  if (sendDelay <= sendDelayShare * (responseTime ?? 0)) return undefined
  const share =
    responseTime === undefined ? '' : `, which is ${percent(sendDelay / responseTime)} of their response time's`
  return {
    code: 'generator-late',
    message: `The generator began its ${what} late: their send delay has a p${Math.floor(percentile)} of ${sendDelay.toFixed(1)} ms${share}.`,
    advice: slowerOrMore,
    metric: 'sendDelay.p99',
  }
}

/** What a reader must know about a valid trial's figures. */
export function validityWarnings(facts: ValidityFacts): Warning[] {
  const warnings: Warning[] = []
  if (facts.dropped > 0) {
    warnings.push({
      code: 'sends-dropped',
      message: `${facts.dropped} messages were due and not offered: their users had no connection or too many unacknowledged messages. The gateway did not sustain the rate.`,
      advice: 'Lower the rate until nothing is dropped; that is what the gateway holds.',
      metric: 'send.dropped',
    })
  }
  const { generatorCpuMicros, burst, deliveryP50 } = facts
  if (generatorCpuMicros !== undefined && deliveryP50 !== undefined && deliveryP50 > 0) {
    const own = (generatorCpuMicros * burst) / 2 / 1000
    const share = own / deliveryP50
    if (share > validityLimits.ownReceiveShare) {
      warnings.push({
        code: 'generator-receive-share',
        message: `About ${percent(Math.min(1, share))} of the median delivery time is the generator taking in the ${burst.toLocaleString('en-US')} copies of one message (${generatorCpuMicros.toFixed(1)} us each).`,
        advice:
          'Compare such figures with each other, not with those of real clients; more generator cores shorten them.',
        metric: 'delivery.p50',
      })
    }
  }
  return warnings
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
