import { Injectable } from '@nestjs/common'
import type { ChatNamespace } from './chat.events.ts'

/** Counts how connections fail and end. */
@Injectable()
export class ConnectionStats {
  /** Ended connections by Socket.IO's reason. */
  readonly disconnects = new Map<string, number>()
  /** Refused Engine.IO handshakes by error code. */
  readonly refusedHandshakes = new Map<number, number>()
  private connections = 0

  /** Connections to the namespace so far. */
  get accepted(): number {
    return this.connections
  }

  attach(namespace: ChatNamespace): void {
    namespace.server.engine.on('connection_error', ({ code }: { readonly code: number }) => {
      this.refusedHandshakes.set(code, (this.refusedHandshakes.get(code) ?? 0) + 1)
    })
  }

  connected(): void {
    this.connections++
  }

  disconnected(reason: string): void {
    this.disconnects.set(reason, (this.disconnects.get(reason) ?? 0) + 1)
  }
}
