import jwt from 'jsonwebtoken'
import type { Dialect } from '../dialect.ts'

/** The reference gateway's dialect. `secret` signs the users' tokens, as the gateway's `JWT_SECRET` does. */
export function referenceDialect({ secret }: { readonly secret: string }): Dialect {
  return {
    name: 'reference',
    namespace: '/chat',
    path: '/socket.io/',
    senderReceives: true,
    auth: (user) => ({ token: jwt.sign({ sub: `user-${user}` }, secret, { algorithm: 'HS256' }) }),
    join: (room) => ['joinRoom', { room }],
    refusal: refusalIn,
    send: (room, text) => ['message', { room, text }],
  }
}

/** The gateway acknowledges a refused event with `{ error: { code, message } }`. */
function refusalIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined
  const { error } = answer
  if (typeof error !== 'object' || error === null || !('message' in error)) return 'the gateway refused'
  return String(error.message)
}
