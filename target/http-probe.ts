import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { anyCertificate, type CertificateTrust } from './certificate-trust.ts'

const mostBytes = 2 ** 20

/** How a page is asked for. */
export interface ProbeOptions {
  /** Default: any certificate will do, since what answers is of interest and not who. */
  readonly trust?: CertificateTrust
  /** Whether the page itself is of no interest, and left unread. */
  readonly statusOnly?: boolean
}

/**
 * Asks a server for one page over a connection of its own, and resolves with the answer, whatever its status; a redirect is an
 * answer too. Rejects with the network's error, with an `AbortError` when the signal ends it, and for a page of more than 1 MiB.
 */
export function probeHttp(
  url: string,
  signal: AbortSignal,
  { trust = anyCertificate, statusOnly = false }: ProbeOptions = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const options = { agent: false as const, headers: { connection: 'close' }, signal }
  const { ca, rejectUnauthorized = true } = trust
  const request = url.startsWith('https:')
    ? requestHttps(url, { ...options, ca, rejectUnauthorized })
    : requestHttp(url, options)
  request.on('error', reject)
  request.on('response', (response) => {
    const status = response.statusCode ?? 0
    if (statusOnly) {
      resolve({ status, body: '' })
      request.destroy()
      return
    }
    const chunks: Buffer[] = []
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > mostBytes) request.destroy(new Error('the page is larger than 1 MiB'))
    })
    response.on('error', reject)
    response.on('end', () => resolve({ status, body: Buffer.concat(chunks).toString() }))
  })
  request.end()
  return promise
}
