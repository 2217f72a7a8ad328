import type { Request } from 'autocannon'
import type { HttpRequestName } from './http-plan.ts'

/** The room whose history is asked for. */
export const historyRoom = 'gatecrash-http'

const enginePath = '/socket.io/?EIO=4&transport=polling'
/** The Engine.IO packet `close` (protocol 4). */
const closePacket = '1'

/** What every connection asks, over and over, and what has become of it last. */
export interface RequestSteps {
  readonly requests: readonly Request[]
  /** Whether the answer that has just come is the one that is timed; read it in the event `response`. */
  readonly answeredTimed: () => boolean
  /** Whether the request that follows on the same connection is a timed one. */
  readonly nextIsTimed: () => boolean
}

/** Where a kind of request goes, and what goes with it. */
export function requestOf(name: HttpRequestName, token: string): Pick<Request, 'method' | 'path' | 'headers'> {
  switch (name) {
    case 'health':
      return { method: 'GET', path: '/health' }
    case 'history':
      return { method: 'GET', path: `/rooms/${historyRoom}/messages`, headers: { authorization: `Bearer ${token}` } }
    case 'handshake':
      return { method: 'GET', path: enginePath }
  }
}

/**
 * The steps of a kind of request. A handshake opens a session, which the gateway would keep until it has missed a heartbeat,
 * 45 s by default: so each one is closed by a POST of the packet `close` on the same connection, and there are never more
 * sessions than connections. The POST is not timed.
 */
export function stepsOf(name: HttpRequestName, token: string): RequestSteps {
  let timed = true
  let next = true
  const first = requestOf(name, token)
  if (name !== 'handshake') return { requests: [first], answeredTimed: () => true, nextIsTimed: () => true }
  const handshake: Request = {
    ...first,
    onResponse: (status, body, context) => {
      const sid = status === 200 ? /"sid":"([^"]+)"/.exec(body)?.[1] : undefined
      context['sid'] = sid
      timed = true
      next = sid === undefined
    },
  }
  const close: Request = {
    method: 'POST',
    path: enginePath,
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: closePacket,
    setupRequest: (request, { sid }) =>
      typeof sid === 'string' ? { ...request, path: `${enginePath}&sid=${encodeURIComponent(sid)}` } : undefined,
    onResponse: () => {
      timed = false
      next = true
    },
  }
  return { requests: [handshake, close], answeredTimed: () => timed, nextIsTimed: () => next }
}
