/** What one user shows when it connects. */
export interface Credentials {
  /** Sent with the namespace CONNECT; a gateway sees it in `socket.handshake.auth`. */
  readonly auth?: Readonly<Record<string, unknown>> | undefined
  /** HTTP headers of every request of this user, a `cookie` among them if the gateway wants one. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Parameters of the Engine.IO URL; a gateway sees them in `socket.handshake.query`. */
  readonly query?: Readonly<Record<string, string>> | undefined
}
