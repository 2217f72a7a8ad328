import type { ClientErrorCode } from './client-error.ts'

const codes: Readonly<Record<string, ClientErrorCode>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  EADDRINUSE: 'address-in-use',
  EADDRNOTAVAIL: 'address-in-use',
  ETIMEDOUT: 'timeout',
  EMFILE: 'open-files',
  ENFILE: 'open-files',
  EPROTO: 'tls',
}

const tlsCode = /^(ERR_SSL|ERR_TLS|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_)/

/**
 * Names what the operating system or the TLS library answered. Addresses that cannot be looked up or routed to, and
 * everything else that keeps a connection from coming about, are `unreachable`.
 */
export function systemErrorCode(error: Error): ClientErrorCode {
  const code = codeOf(error)
  const known = codes[code]
  if (known !== undefined) return known
  return tlsCode.test(code) || 'library' in error ? 'tls' : 'unreachable'
}

/** The error in one line; where several addresses were tried, what each answered. */
export function systemErrorText(error: Error): string {
  if (!(error instanceof AggregateError)) return withoutNoise(error.message)
  return error.errors.map((each) => (each instanceof Error ? withoutNoise(each.message) : String(each))).join(', ')
}

/** The message without OpenSSL's file names and Node's advice to whoever runs Node. */
function withoutNoise(message: string): string {
  const reason = /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1]
  return reason === undefined
    ? message.replace(/; if the root CA is installed locally.*$/, '')
    : `TLS failed: ${reason}`
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
