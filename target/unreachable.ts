const certificateCodes =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/

/** Whether a server was reached, and its certificate refused (verification codes of OpenSSL, as Node names them). */
export function isCertificateError(error: unknown): boolean {
  return certificateCodes.test(codeOf(error) ?? '')
}

/** Why a URL did not answer, and what to do about it, in one line. */
export function unreachableText(url: string, error: unknown, timeoutMs: number): string {
  const { host, hostname } = new URL(url)
  const code = codeOf(error) ?? ''
  if (isCertificateError(error)) {
    const why = code === 'DEPTH_ZERO_SELF_SIGNED_CERT' ? 'is self-signed' : `is refused: ${messageOf(error)}`
    return `The certificate of ${host} ${why} (${code}). Name the certificates to trust with --ca <file>, or take any with --insecure.`
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${hostname} leads to no address (${code}). Is it spelt right, and does DNS work here?`
    case 'ECONNREFUSED':
      return `Nothing answers at ${url}: the connection is refused (ECONNREFUSED). Does the gateway run, and on that port?`
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return `What answers at ${url} speaks no TLS (${code}). Is it http://${host}?`
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return `There is no way to ${host} (${code}). Is the machine up, and does a firewall let this one through?`
    case 'ECONNRESET':
      return `${url} ends the connection without an answer (ECONNRESET). Does it speak HTTP there, or is it https://${host}?`
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return `Nothing answers at ${url}: no answer within ${timeoutMs} ms. Does it run, and does a firewall let this machine through?`
  }
  return `Nothing answers at ${url}: ${messageOf(error)}. Does it run?`
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || (codeOf(error) ?? error.name) : String(error)
}
