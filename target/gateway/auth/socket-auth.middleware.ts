import type { ExtendedError } from 'socket.io'
import type { ChatSocket } from '../chat/chat.events.ts'
import { type AuthService, InvalidTokenError } from './auth.service.ts'

/**
 * Namespace middleware that puts the user of `auth.token` on `socket.data`.
 *
 * It runs before the socket is connected, so that a bad token is a CONNECT_ERROR and no handler ever sees the socket.
 * `handleConnection` would be too late: Nest binds the message handlers without waiting for it.
 */
export function authenticateSocket(auth: AuthService) {
  return (socket: ChatSocket, next: (error?: ExtendedError) => void): void => {
    try {
      const { name, expiresAt } = auth.verify((socket.handshake.auth as { token?: unknown }).token)
      socket.data.user = name
      socket.data.expiresAt = expiresAt
      next()
    } catch (error) {
      const reason = error instanceof InvalidTokenError ? error.message : 'authentication failed'
      next(Object.assign(new Error(reason), { data: { code: 'unauthorized' } }))
    }
  }
}
