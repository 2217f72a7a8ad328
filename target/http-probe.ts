import { request as requestHttp, type ClientRequest } from 'node:http'
import { request as requestHttps } from 'node:https'
import { anyCertificate, type CertificateTrust } from './certificate-trust.ts'

const mostBytes = 2 ** 20

/** A gateway that has taken a connection and says nothing for so long is one that answers no page, in milliseconds. */
export const longestSilenceMs = 500

/** How a page is asked for. */
export interface ProbeOptions {
  /** Default: any certificate will do, since what answers is of interest and not who. */
  readonly trust?: CertificateTrust
  /** Whether the page itself is of no interest, and left unread. */
  readonly statusOnly?: boolean
  /**
   * Takes a server that has let us connect and then says nothing for so long, in milliseconds, for one that answers, with
   * status 0: a Socket.IO server without an application behind it answers no page. Default: waits for the signal.
   */
  readonly silenceMs?: number
}

/**
 * Asks a server for one page over a connection of its own, and resolves with the answer, whatever its status; a redirect is an
 * answer too. Rejects with the network's error, with an `AbortError` when the signal ends it, and for a page of more than 1 MiB.
 */
export function probeHttp(
  url: string,
  signal: AbortSignal,
  { trust = anyCertificate, statusOnly = false, silenceMs }: ProbeOptions = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>()
  const options = { agent: false as const, headers: { connection: 'close' }, signal }
  const { ca, rejectUnauthorized = true } = trust
  const isSecure = url.startsWith('https:')
  const request = isSecure ? requestHttps(url, { ...options, ca, rejectUnauthorized }) : requestHttp(url, options)
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
  if (silenceMs !== undefined) resolveInSilence(request, isSecure ? 'secureConnect' : 'connect', silenceMs, resolve)
  request.end()
  return promise
}

function resolveInSilence(
  request: ClientRequest,
  connected: 'connect' | 'secureConnect',
  silenceMs: number,
  resolve: (answer: { readonly status: number; readonly body: string }) => void,
): void {
  let timer: NodeJS.Timeout | undefined
  request.on('socket', (socket) => {
    socket.once(connected, () => {
      timer = setTimeout(() => {
        resolve({ status: 0, body: '' })
        request.destroy()
      }, silenceMs)
    })
  })
  for (const end of ['response', 'close'] as const) request.once(end, () => clearTimeout(timer))
}
