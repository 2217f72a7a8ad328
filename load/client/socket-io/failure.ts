import { ClientError, type ClientErrorCode, type ConnectionStage } from '../client-error.ts'
import { serverText } from '../server-text.ts'
import { httpStatusText } from '../http-status.ts'
import { systemErrorCode, systemErrorText } from '../system-error.ts'

/** What is known when the official client reports an error before the namespace is connected. */
export interface ConnectFailure {
  readonly error: Error
  readonly stage: ConnectionStage
  readonly socketError: Error | undefined
}

/** Names why a connect failed, as far as the official client lets one tell. */
export function connectFailure({ error, stage, socketError }: ConnectFailure): ClientError {
  // The official client gives `data` to the error of a CONNECT_ERROR, and to no other.
  if ('data' in error) return new ClientError('connect-error', 'namespace', serverText(error.message))
  const answer = httpAnswer(error)
  if (answer !== undefined) return new ClientError('http-status', stage, answer)
  if (socketError !== undefined) return systemFailure(socketError, stage)
  const inner = innerError(error)
  const code = inner === undefined || stage === 'handshake' ? 'bad-handshake' : codeOfWebSocketError(inner)
  return new ClientError(code, stage, serverText(inner?.message ?? error.message), { cause: error })
}

/** Names why an established connection ended, from the reason and the details of a `disconnect` event. */
export function disconnectFailure(reason: string, details: unknown, socketError: Error | undefined): ClientError {
  switch (reason) {
    case 'io server disconnect':
      return new ClientError('server-disconnect', 'open', 'the server disconnected the namespace')
    case 'ping timeout':
      return new ClientError('ping-timeout', 'open', 'no ping came in time')
    case 'parse error':
      return new ClientError('protocol', 'open', `the server sent a packet that cannot be read: ${textOf(details)}`)
    case 'transport error': {
      const answer = details instanceof Error ? httpAnswer(details) : undefined
      if (answer !== undefined) return new ClientError('http-status', 'open', answer)
      if (socketError !== undefined) return systemFailure(socketError, 'open')
      const inner = details instanceof Error ? innerError(details) : undefined
      return new ClientError(codeOfWebSocketError(inner), 'open', textOf(inner ?? details))
    }
    default:
      if (socketError !== undefined) return systemFailure(socketError, 'open')
      return new ClientError('server-disconnect', 'open', `the server closed the connection: ${closeTextOf(details)}`)
  }
}

function systemFailure(cause: Error, stage: ConnectionStage): ClientError {
  return new ClientError(systemErrorCode(cause), stage, systemErrorText(cause), { cause })
}

/** The status and body that a poll was answered with, or the status that an upgrade was. */
function httpAnswer(error: Error): string | undefined {
  const { description, context } = error as { description?: unknown; context?: unknown }
  if (typeof description === 'number' && description >= 100) {
    const body = (context as { responseText?: unknown } | undefined)?.responseText
    return httpStatusText(description, typeof body === 'string' ? body : '', undefined)
  }
  const status = /^Unexpected server response: (\d+)$/.exec(innerError(error)?.message ?? '')?.[1]
  return status === undefined ? undefined : httpStatusText(Number(status), '', undefined)
}

/** The error of `ws` behind the transport's. */
function innerError(error: Error): Error | undefined {
  const { description } = error as { description?: { error?: unknown } }
  const inner = typeof description === 'object' ? description.error : undefined
  return inner instanceof Error ? inner : undefined
}

function codeOfWebSocketError(error: Error | undefined): ClientErrorCode {
  const code = error !== undefined && 'code' in error ? String(error.code) : ''
  if (/^WS_ERR_UNSUPPORTED_(MESSAGE|DATA_PAYLOAD)_LENGTH$/.test(code)) return 'too-large'
  return error === undefined || code.startsWith('WS_ERR_') ? 'protocol' : systemErrorCode(error)
}

function closeTextOf(details: unknown): string {
  const context = (details as { context?: { code?: unknown; reason?: unknown } } | undefined)?.context
  if (typeof context?.code !== 'number') return 'no close code'
  return serverText(`close code ${context.code} ${typeof context.reason === 'string' ? context.reason : ''}`)
}

function textOf(details: unknown): string {
  return serverText(details instanceof Error ? details.message : 'no details')
}
