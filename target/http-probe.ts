import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/**
 * Asks a server for one page over a connection of its own, and resolves with the answer, whatever its status.
 *
 * Certificates are not checked: what answers is of interest here, not who. Rejects with the network's error, or an
 * `AbortError` when the signal ends it.
 */
export function probeHttp(
  url: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const options = { agent: false as const, headers: { connection: 'close' }, signal }
  const request = url.startsWith('https:')
    ? requestHttps(url, { ...options, rejectUnauthorized: false })
    : requestHttp(url, options)
  request.on('error', reject)
  request.on('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
  })
  request.end()
  return promise
}
