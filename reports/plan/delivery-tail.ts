/** Work that comes to an instance as one piece: how often per second, and how long it takes, in seconds. */
export interface Burst {
  readonly rate: number
  readonly seconds: number
}

/** Deliveries that go out in one burst: so many per second, spread evenly over so many seconds. */
export interface BurstDeliveries {
  readonly rate: number
  readonly seconds: number
}

/** What a queue in front of one thread makes of its work. */
export interface Queue {
  /** The probability that somebody who comes has to wait: the share of time that bursts are being worked off. */
  readonly waiting: number
  /** Rate of the exponential tail of the wait, per second: infinite where nobody waits, 0 where the queue grows without end. */
  readonly decay: number
}

/**
 * The wait before one thread that works off bursts in turn, which come at random (Poisson).
 *
 * The mean is that of M/G/1: sum(rate x seconds²) / (2 (1 - utilization)) (F. Pollaczek 1930, A. Khinchine 1932; L. Kleinrock,
 * Queueing Systems I, 1975, section 5.7). Who comes while a burst is worked off waits; how long is taken as exponential, which is
 * exact for bursts of exponential length and the limit in heavy traffic (J. F. C. Kingman, 1962). `utilization`, the share of time
 * that the thread is busy, may count more than the bursts: small work, which nobody notices waiting for, but which slows all down.
 */
export function queueOf(bursts: readonly Burst[], utilization: number): Queue {
  const squares = bursts.reduce((sum, { rate, seconds }) => sum + rate * seconds * seconds, 0)
  const waiting = Math.min(
    1,
    bursts.reduce((sum, { rate, seconds }) => sum + rate * seconds, 0),
  )
  if (utilization >= 1) return { waiting, decay: 0 }
  const meanWait = squares / (2 * (1 - utilization))
  return { waiting, decay: meanWait === 0 ? Number.POSITIVE_INFINITY : waiting / meanWait }
}

/**
 * The time in seconds that a share `quantile` of deliveries takes at most: the wait of their burst, and their place within it. A share
 * `remoteShare` is delivered by another instance than the one that received the message, and waits in the queues of both.
 * Undefined where a thread is busy all the time, so that the queue grows without end, or where nothing is delivered.
 */
export function deliveryQuantile(
  quantile: number,
  queue: Queue,
  deliveries: readonly BurstDeliveries[],
  remoteShare: number,
): number | undefined {
  const all = deliveries.reduce((sum, { rate }) => sum + rate, 0)
  if (queue.decay === 0 || all <= 0) return undefined
  const later = (time: number) =>
    deliveries.reduce((sum, { rate, seconds }) => {
      const here = laterThan(time, seconds, queue, 1)
      return sum + (rate / all) * (here + remoteShare * (laterThan(time, seconds, queue, 2) - here))
    }, 0)
  return bisect((time) => later(time) > 1 - quantile)
}

/** The probability that wait plus place takes longer than `time`, the place being anywhere within `seconds`. */
function laterThan(time: number, seconds: number, { waiting, decay }: Queue, hops: 1 | 2): number {
  // P(wait > y) = (once + twice decay y) exp(-decay y): nobody, one queue or both keep it waiting, each independently.
  const twice = hops === 1 ? 0 : waiting ** 2
  const once = hops === 1 ? waiting : 2 * waiting - waiting ** 2
  if (!Number.isFinite(decay)) return Math.min(1, Math.max(0, 1 - time / seconds))
  if (seconds === 0) return (once + twice * decay * time) * Math.exp(-decay * time)
  const from = Math.max(0, time - seconds)
  const primitive = (y: number) => (-Math.exp(-decay * y) * (once + twice + twice * decay * y)) / decay
  const certain = Math.max(0, seconds - time)
  return (certain + primitive(time) - primitive(from)) / seconds
}

/** The least positive number for which a condition that ends somewhere no longer holds, to 12 digits or so. */
function bisect(holds: (value: number) => boolean): number {
  let [low, high] = [0, 1e-6]
  while (holds(high)) [low, high] = [high, high * 2]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return high
}
