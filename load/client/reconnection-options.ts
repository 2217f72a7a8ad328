/** When to connect anew after a loss, in socket.io-client's words and with its defaults. Times in milliseconds. */
export interface ReconnectionOptions {
  /** Before the first attempt; doubles with each further one. Default 1,000. */
  readonly reconnectionDelay?: number | undefined
  /** The longest delay. Default 5,000. */
  readonly reconnectionDelayMax?: number | undefined
  /** By what part a delay may be longer or shorter, at random, so that users do not return all at once. Default 0.5. */
  readonly randomizationFactor?: number | undefined
  /** Attempts after a loss until the connection is given up. Default: no limit. */
  readonly reconnectionAttempts?: number | undefined
}
