import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'

import type { TlsTrust } from '../../../load/client/chat-client.ts'
import { failureOf, type ProbeFailure } from './probe-failure.ts'

/** The most that a gateway may take for one answer, in milliseconds. */
export const answerTimeoutMs = 2_000
/** The most of an answer that is read, in bytes. */
export const mostAnswerBytes = 64 * 1024

/** How a gateway is asked. */
export interface Approach {
  /** Base URL, without a slash at its end. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly tls: TlsTrust | undefined
  /** Ends every question, as Ctrl-C does. */
  readonly signal: AbortSignal
}

/** An HTTP answer, or as much of it as was read. */
export interface HttpAnswer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Why the rest was not read; `undefined` where the body is whole. */
  readonly cut: 'too-large' | 'too-slow' | undefined
}

/** Asks for one path (with its query), or posts a body to it. Follows no redirect; never rejects. */
export function askHttp(approach: Approach, path: string, body?: string): Promise<HttpAnswer | ProbeFailure> {
  const { promise, resolve } = Promise.withResolvers<HttpAnswer | ProbeFailure>()
  const deadline = AbortSignal.timeout(answerTimeoutMs)
  const request = startRequest(approach, path, { method: body === undefined ? 'GET' : 'POST', signal: deadline })
  request.on('response', (response) => readAnswer(response, deadline, resolve))
  request.on('error', (error) => resolve(failureOf(error, deadline.aborted)))
  request.end(body)
  return promise
}

/** Begins a request on a connection of its own, which ends when either signal is aborted. */
export function startRequest(
  { url, headers, tls, signal }: Approach,
  path: string,
  options: {
    readonly method: string
    readonly signal: AbortSignal
    readonly headers?: Readonly<Record<string, string>>
  },
) {
  const start = url.startsWith('https:') ? requestHttps : requestHttp
  return start(new URL(path, url), {
    agent: false,
    method: options.method,
    headers: { ...headers, ...options.headers },
    signal: AbortSignal.any([signal, options.signal]),
    ca: tls?.ca,
    rejectUnauthorized: tls?.rejectUnauthorized ?? true,
  })
}

function readAnswer(response: IncomingMessage, deadline: AbortSignal, resolve: (answer: HttpAnswer) => void): void {
  const chunks: Buffer[] = []
  let bytes = 0
  const end = (cut: HttpAnswer['cut']): void => {
    const body = Buffer.concat(chunks).toString()
    resolve({ kind: 'answer', status: response.statusCode ?? 0, headers: response.headers, body, cut })
    response.destroy()
  }
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    chunks.push(chunk)
    if (bytes > mostAnswerBytes) end('too-large')
  })
  response.on('end', () => end(undefined))
  response.on('error', () => end(deadline.aborted ? 'too-slow' : undefined))
}
