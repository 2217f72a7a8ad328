/**
 * A socket of socket.io-client, as far as the witness uses it. The package belongs to whoever installs the engine
 * socketio-v3, so it is not imported here.
 */
export interface EngineSocket {
  /** Whether it will connect again by itself. */
  readonly active: boolean
  readonly io: {
    readonly engine: { once(event: 'open' | 'upgrade', listener: () => void): unknown }
    readonly opts: { readonly transports?: readonly (string | { readonly name: string })[] | undefined }
  }
  on(event: 'connect' | 'connect_error', listener: () => void): unknown
  on(event: 'disconnect', listener: (reason: string) => void): unknown
  onAny(listener: (event: string, ...payloads: unknown[]) => void): unknown
  /** Replaced by the witness. */
  emit: (event: string, ...parameters: unknown[]) => unknown
}
