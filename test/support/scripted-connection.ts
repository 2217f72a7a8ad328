import { noTimings } from '../../load/client/lean/connect-attempt.ts'
import { ClientError } from '../../load/client/client-error.ts'
import type { Auth, DisconnectReason, UserConnection, UserSocket } from '../../load/client/user-connection.ts'

/** What becomes of the namespaces that a scripted connection is asked for. */
export type Script = 'connects' | 'fails' | 'refuses'

/** A connection without a network: its namespaces connect or not as the script says, and it is lost on request. */
export class ScriptedConnection implements UserConnection {
  readonly timings = noTimings
  readonly traffic = { bytesUp: 1, bytesDown: 2, requests: 3 }
  readonly auths: unknown[] = []
  readonly sent: string[] = []
  isClosed = false
  readonly #script: Script
  readonly #sockets: ScriptedSocket[] = []
  #onClose: ((reason: ClientError) => void) | undefined

  constructor(script: Script) {
    this.#script = script
  }

  async open(namespace: string, auth?: Auth, prepare?: (socket: UserSocket) => void): Promise<UserSocket> {
    const socket = new ScriptedSocket(namespace, this.sent)
    prepare?.(socket)
    this.auths.push(typeof auth === 'function' ? await auth() : auth)
    if (this.#script === 'fails') throw new ClientError('refused', 'tcp', 'nobody listens')
    if (this.#script === 'refuses') throw new ClientError('connect-error', 'namespace', 'not welcome')
    this.#sockets.push(socket)
    return socket
  }

  settled(): Promise<void> {
    return Promise.resolve()
  }

  onClose(listener: (reason: ClientError) => void): void {
    this.#onClose = listener
  }

  onReconnect(): void {
    // Does not happen here.
  }

  close(): void {
    this.isClosed = true
  }

  lose(): void {
    const error = new ClientError('server-disconnect', 'open', 'the server closed')
    for (const socket of this.#sockets) socket.end('transport close', error)
    this.#onClose?.(error)
  }
}

class ScriptedSocket implements UserSocket {
  readonly namespace: string
  readonly connectMs = 1
  readonly received = 0
  isConnected = true
  readonly #sent: string[]
  #onDisconnect: ((reason: DisconnectReason, error: ClientError | undefined) => void) | undefined

  constructor(namespace: string, sent: string[]) {
    this.namespace = namespace
    this.#sent = sent
  }

  emit(event: string): void {
    this.#sent.push(event)
  }

  emitWithAck(timeoutMs: number, event: string): Promise<readonly unknown[]> {
    this.#sent.push(event)
    return Promise.resolve([timeoutMs])
  }

  on(): () => void {
    return () => undefined
  }

  onStamp(): void {
    // Nothing is received.
  }

  onDisconnect(listener: (reason: DisconnectReason, error: ClientError | undefined) => void): void {
    this.#onDisconnect = listener
  }

  disconnect(): void {
    this.end('io client disconnect', undefined)
  }

  end(reason: DisconnectReason, error: ClientError | undefined): void {
    this.isConnected = false
    this.#onDisconnect?.(reason, error)
  }
}
