import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import type { ChatSocket } from '../chat/chat.events.ts'

const sweepIntervalMs = 1_000

/**
 * Ends connections whose token has expired, within a second of it.
 *
 * Sockets wait in one set per second of expiry, and one timer serves them all: a timer per socket would cost memory,
 * and a check per event would leave an idle socket connected.
 */
@Injectable()
export class TokenExpiryService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly expiring = new Map<number, Set<ChatSocket>>()
  private timer: NodeJS.Timeout | undefined

  /** Sockets that will be ended. */
  get size(): number {
    let size = 0
    for (const sockets of this.expiring.values()) size += sockets.size
    return size
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.sweep(Date.now() / 1_000), sweepIntervalMs).unref()
  }

  onModuleDestroy(): void {
    clearInterval(this.timer)
  }

  add(socket: ChatSocket): void {
    const second = secondOf(socket)
    if (second === undefined) return
    const sockets = this.expiring.get(second)
    if (sockets === undefined) this.expiring.set(second, new Set([socket]))
    else sockets.add(socket)
  }

  remove(socket: ChatSocket): void {
    const second = secondOf(socket)
    if (second === undefined) return
    const sockets = this.expiring.get(second)
    if (sockets?.delete(socket) && sockets.size === 0) this.expiring.delete(second)
  }

  private sweep(now: number): void {
    for (const [second, sockets] of this.expiring) {
      if (second > now) continue
      this.expiring.delete(second)
      for (const socket of sockets) {
        socket.emit('exception', { code: 'token_expired', message: 'the token has expired; connect with a new one' })
        socket.disconnect(true)
      }
    }
  }
}

function secondOf({ data }: ChatSocket): number | undefined {
  return data.expiresAt === undefined ? undefined : Math.ceil(data.expiresAt)
}
