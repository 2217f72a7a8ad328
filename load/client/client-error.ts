/** The stage of a connection in which something went wrong. */
export type ConnectionStage = 'tcp' | 'tls' | 'handshake' | 'upgrade' | 'namespace' | 'open'

/**
 * Why a connection failed or ended. Stable: reports count failures by these words.
 *
 * - `refused`, `reset`, `unreachable`, `address-in-use`: what the operating system answered
 * - `open-files`: this process may open no more files
 * - `tls`: certificate or TLS failure
 * - `timeout`: a connect that took too long, in the stage that is named
 * - `http-status`: a handshake answered by something else than success; the message has status and body
 * - `bad-handshake`: an answer that is no Engine.IO handshake or no websocket upgrade
 * - `connect-error`: the namespace refused (CONNECT_ERROR); the message is the server's
 * - `protocol`: bytes that break RFC 6455, Engine.IO v4 or Socket.IO v5
 * - `too-large`: a frame or packet over `maxPacketBytes`
 * - `ping-timeout`: no server ping for pingInterval + pingTimeout
 * - `server-disconnect`: the server closed the connection or the namespace
 * - `ack-timeout`, `closed`: an acknowledgement that did not come in time, or at all
 */
export type ClientErrorCode =
  | 'refused'
  | 'reset'
  | 'unreachable'
  | 'address-in-use'
  | 'open-files'
  | 'tls'
  | 'timeout'
  | 'http-status'
  | 'bad-handshake'
  | 'connect-error'
  | 'protocol'
  | 'too-large'
  | 'ping-timeout'
  | 'server-disconnect'
  | 'ack-timeout'
  | 'closed'

/** A connection that failed or ended: one line, a stable code, and the stage it happened in. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: ClientErrorCode
  readonly stage: ConnectionStage

  constructor(code: ClientErrorCode, stage: ConnectionStage, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.stage = stage
  }
}
