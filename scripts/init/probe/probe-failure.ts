import { systemErrorCode, systemErrorText } from '../../../load/client/system-error.ts'
import { serverText } from '../../../load/client/server-text.ts'

/** Why there was no answer: the name cannot be looked up, nobody listens, TLS, silence, or something else. */
export type FailureReason = 'dns' | 'refused' | 'tls' | 'timeout' | 'broken'

/** A question that was not answered; `text` is one line. */
export interface ProbeFailure {
  readonly kind: 'failure'
  readonly reason: FailureReason
  readonly text: string
}

/** Makes a failure of what a request was ended with. */
export function failureOf(error: Error, isLate: boolean): ProbeFailure {
  return { kind: 'failure', reason: isLate ? 'timeout' : reasonOf(error), text: serverText(systemErrorText(error)) }
}

function reasonOf(error: Error): FailureReason {
  if ('syscall' in error && error.syscall === 'getaddrinfo') return 'dns'
  // A server that speaks HTTP where TLS is expected is told by OpenSSL, with a code of its own.
  if ('code' in error && error.code === 'EPROTO') return 'tls'
  const code = systemErrorCode(error)
  return code === 'refused' || code === 'tls' || code === 'timeout' ? code : 'broken'
}
