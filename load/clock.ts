/** The host's monotonic clock: milliseconds, shared by all processes and threads of one host. */
export interface Clock {
  now(): number
}

const origin = Number(process.hrtime.bigint()) / 1e6 - performance.now()

/**
 * Reads `CLOCK_MONOTONIC` in milliseconds, without allocating.
 *
 * `performance.now` counts from the start of its thread; adding that start makes readings of different processes
 * comparable, to well under a microsecond.
 */
export const monotonicClock: Clock = {
  now: () => origin + performance.now(),
}
