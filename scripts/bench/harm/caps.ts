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
