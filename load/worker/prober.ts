/** Who still waits, and one of them in words. */
export interface ProbeState {
  readonly missing: number
  readonly example: string | undefined
}

/** Finds out, before anything is measured, whether messages come through. */
export interface Prober {
  /** Sends until stopped; resolves once every own user has what it waits for, or will not get it any more. */
  run(): Promise<void>
  /** Takes a probe that came to `receiver`. */
  record(receiver: number, sender: number): void
  state(): ProbeState
  stop(): void
}
