import { httpStatusText } from '../../../load/client/http-status.ts'
import { readOpenPacket, type OpenPacket } from '../../../load/client/lean/open-packet.ts'
import { cookieNames, serverHints } from './headers.ts'
import { askHttp, type Approach, type HttpAnswer } from './http-question.ts'
import type { ProbeFailure } from './probe-failure.ts'
import { askWebSocket } from './websocket-question.ts'

/** The Engine.IO server at a path, and which transports it offers. Times in milliseconds. */
export interface Engine {
  readonly kind: 'engine'
  readonly path: string
  /** Why polling is not offered; `undefined` where it is. */
  readonly noPolling: string | undefined
  /** Why websocket is not offered; `undefined` where it is. */
  readonly noWebSocket: string | undefined
  /** Whether a polling connection may switch to websocket. */
  readonly upgrades: boolean
  readonly pingInterval: number
  readonly pingTimeout: number
  /** The most bytes of one message; `undefined` where the server does not say. */
  readonly maxPayload: number | undefined
  /** Names of the cookies that the handshake sets. */
  readonly cookies: readonly string[]
  /** What headers tell of the software, such as `server: nginx`. */
  readonly hints: readonly string[]
}

/** A path at which no connection can be made, and what it answers, in a few words. */
export interface NoEngine {
  readonly kind: 'none'
  readonly path: string
  readonly why: string
  /** Whether it is Engine.IO all the same that refuses. */
  readonly refuses: boolean
}

/** Looks for an Engine.IO server (protocol 4) at a path. */
export async function engineAt(approach: Approach, path: string): Promise<Engine | NoEngine | ProbeFailure> {
  const answer = await askHttp(approach, `${path}?EIO=4&transport=polling`)
  if (answer.kind === 'failure') return answer
  const polling = openPacketIn(answer)
  const why = answerText(answer)
  if (polling === undefined && !mayBeWebSocketOnly(answer)) return { kind: 'none', path, why, refuses: false }
  if (polling !== undefined) await closeSession(approach, path, polling.sid, answer)
  const websocket = await askWebSocket(approach, path)
  const opened = websocket.kind === 'open' ? websocket : undefined
  const packet = polling ?? opened?.packet
  if (packet === undefined) return { kind: 'none', path, why, refuses: engineErrorCode(answer) !== undefined }
  return {
    kind: 'engine',
    path,
    noPolling: polling === undefined ? why : undefined,
    noWebSocket: websocket.kind === 'refused' ? websocket.why : undefined,
    upgrades: polling?.upgrades.includes('websocket') ?? false,
    pingInterval: packet.pingInterval,
    pingTimeout: packet.pingTimeout,
    maxPayload: packet.maxPayload,
    cookies: cookieNames(answer.headers['set-cookie'] ?? opened?.cookies ?? []),
    hints: serverHints(answer.headers),
  }
}

function openPacketIn({ status, body, cut }: HttpAnswer): OpenPacket | undefined {
  const bytes = Buffer.from(body)
  return status === 200 && cut === undefined ? readOpenPacket(bytes, 0, bytes.length) : undefined
}

/** Refusals only: a page that is found, moved or missing is no Engine.IO server. */
function mayBeWebSocketOnly({ status }: HttpAnswer): boolean {
  return status >= 400 && status < 500 && status !== 404
}

/** The `code` of Engine.IO's own error answers (engine.io 6, `Server.errors`). */
function engineErrorCode({ body }: HttpAnswer): number | undefined {
  const code = /^\{"code":([0-5]),"message":"/.exec(body)?.[1]
  return code === undefined ? undefined : Number(code)
}

function answerText(answer: HttpAnswer): string {
  if (answer.cut === 'too-large') return `HTTP ${answer.status} with an answer that does not end`
  if (answer.cut === 'too-slow') return `HTTP ${answer.status} with an answer that does not end in time`
  if (engineErrorCode(answer) === 5) return 'Engine.IO of another protocol version than 4 (Socket.IO 2 or older)'
  if (/^(96|97):0\{"sid"/.test(answer.body)) return 'Engine.IO 3 (Socket.IO 2), which is not supported'
  const body = /^\s*</.test(answer.body) || answer.status === 200 ? '' : answer.body
  return httpStatusText(answer.status, body, answer.headers.location)
}

/** Leaves no session behind; the cookie finds the same instance again behind a balancer. */
async function closeSession(approach: Approach, path: string, sid: string, { headers }: HttpAnswer): Promise<void> {
  const cookie = (headers['set-cookie'] ?? []).map((each) => each.split(';', 1)[0] ?? '').join('; ')
  const own = cookie === '' ? approach : { ...approach, headers: { ...approach.headers, cookie } }
  await askHttp(own, `${path}?EIO=4&transport=polling&sid=${encodeURIComponent(sid)}`, '1')
}
