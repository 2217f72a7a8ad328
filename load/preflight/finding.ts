/** How far a user comes with a gateway, step by step. */
export type PreflightStage =
  'tcp' | 'tls' | 'handshake' | 'upgrade' | 'namespace' | 'login' | 'join' | 'send' | 'delivery' | 'acknowledgement'

/** What keeps a gateway from being measured: in which stage, of what kind, and what was seen of it, in words without a full stop. */
export interface Finding {
  readonly stage: PreflightStage
  /** A `ClientErrorCode`, or one of the kinds that `causes.ts` explains. */
  readonly code: string
  readonly seen: string
}

/** A preflight that has found something. */
export class PreflightError extends Error {
  override readonly name = 'PreflightError'
  readonly finding: Finding

  constructor(finding: Finding, options?: ErrorOptions) {
    super(finding.seen, options)
    this.finding = finding
  }
}
