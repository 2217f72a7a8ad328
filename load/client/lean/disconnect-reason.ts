import type { ClientErrorCode } from '../client-error.ts'
import type { DisconnectReason } from '../user-connection.ts'

/**
 * What socket.io-client calls the loss of an open connection. A websocket that is reset has closed to it, a request that
 * is reset has failed.
 */
export function disconnectReasonOf(code: ClientErrorCode, overWebSocket: boolean): DisconnectReason {
  switch (code) {
    case 'server-disconnect':
      return 'transport close'
    case 'reset':
      return overWebSocket ? 'transport close' : 'transport error'
    case 'ping-timeout':
      return 'ping timeout'
    case 'protocol':
      return 'parse error'
    default:
      return 'transport error'
  }
}
