import { isLoopback } from './loopback.ts'

/** The most that a load may ask of a gateway. */
export interface Caps {
  /** Users in one trial. */
  readonly users: number
  /** Connections, or messages, per second. */
  readonly rate: number
  /** Deliveries per second. */
  readonly deliveries: number
  /** Seconds of load in one trial. */
  readonly seconds: number
}

/** What may be asked of a host that is not this one, unless the caps are raised by name. */
export const defaultCaps: Caps = { users: 1000, rate: 100, deliveries: 20_000, seconds: 120 }

/**
 * The caps that hold for a gateway at such URLs: on this machine those that were given, elsewhere the default ones where none was
 * given. A gateway without URLs is one that we start here.
 */
export function capsAt(urls: readonly string[], given: Partial<Caps>): Partial<Caps> {
  return urls.every(isLoopback) ? given : { ...defaultCaps, ...given }
}
