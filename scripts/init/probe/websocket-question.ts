import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

import { FrameParser } from '../../../load/client/lean/frame-parser.ts'
import { httpStatusText } from '../../../load/client/http-status.ts'
import { readOpenPacket, type OpenPacket } from '../../../load/client/lean/open-packet.ts'
import { answerTimeoutMs, mostAnswerBytes, startRequest, type Approach } from './http-question.ts'
import { failureOf } from './probe-failure.ts'

/** What came of a websocket handshake. */
export type WebSocketAnswer =
  | { readonly kind: 'open'; readonly packet: OpenPacket; readonly cookies: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string }

/** Shakes hands over websocket at an Engine.IO path, waits for the open packet, and hangs up. Never rejects. */
export function askWebSocket(approach: Approach, path: string): Promise<WebSocketAnswer> {
  const { promise, resolve } = Promise.withResolvers<WebSocketAnswer>()
  const deadline = AbortSignal.timeout(answerTimeoutMs)
  const refused = (why: string): void => resolve({ kind: 'refused', why })
  const request = startRequest(approach, `${path}?EIO=4&transport=websocket`, {
    method: 'GET',
    signal: deadline,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
  })
  request.on('upgrade', (response: IncomingMessage, socket: Duplex, head: Buffer) => {
    const hangUp = (answer: WebSocketAnswer): void => {
      resolve(answer)
      socket.destroy()
    }
    readFirstPacket(socket, head, response.headers['set-cookie'] ?? [], hangUp)
    // The request's signal is no longer heeded once the connection is ours.
    AbortSignal.any([approach.signal, deadline]).addEventListener('abort', () => {
      hangUp({ kind: 'refused', why: 'it upgrades, and sends no Engine.IO open packet' })
    })
  })
  request.on('response', (response) => {
    let body = ''
    response.setEncoding('utf8').on('data', (text: string) => {
      body += text
      if (body.length > mostAnswerBytes) response.destroy()
    })
    response.on('error', () => undefined)
    response.on('close', () => refused(httpStatusText(response.statusCode ?? 0, body, response.headers.location)))
  })
  request.on('error', (error) => refused(reasonText(error, deadline.aborted)))
  request.end()
  return promise
}

function readFirstPacket(
  socket: Duplex,
  head: Buffer,
  cookies: readonly string[],
  done: (answer: WebSocketAnswer) => void,
): void {
  const noEngine = { kind: 'refused', why: 'it upgrades, but does not speak Engine.IO 4' } as const
  const parser = new FrameParser(
    {
      onText: (bytes, start, end) => {
        const packet = readOpenPacket(bytes, start, end)
        done(packet === undefined ? noEngine : { kind: 'open', packet, cookies })
      },
      onBinary: () => done(noEngine),
      onPing: () => undefined,
      onCloseFrame: () => done({ kind: 'refused', why: 'it upgrades and closes at once' }),
      onBadFrame: () => done(noEngine),
    },
    mostAnswerBytes,
  )
  socket.on('data', (chunk: Buffer) => parser.push(chunk, 0, chunk.length))
  socket.on('error', () => undefined)
  socket.on('close', () => done({ kind: 'refused', why: 'it upgrades and closes at once' }))
  parser.push(head, 0, head.length)
}

function reasonText(error: Error, isLate: boolean): string {
  return isLate ? `no answer within ${answerTimeoutMs / 1_000} s` : failureOf(error, isLate).text
}
