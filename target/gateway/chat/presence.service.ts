import { Inject, Injectable } from '@nestjs/common'
import type { GatewayOptions } from '../options.ts'
import { GATEWAY_OPTIONS } from '../options.module.ts'
import type { ChatSocket } from './chat.events.ts'
import { chatRoom } from './room-names.ts'

/**
 * Tells a room who comes and goes, where `CHAT_PRESENCE` is on: `userJoined` with a user's first connection in the
 * room, `userLeft` with the last. Connections are counted per instance: a user of two instances comes and goes twice.
 *
 * A room of n users costs n events per join, which is why it is off by default.
 */
@Injectable()
export class PresenceService {
  /** Connections by user by room. */
  private readonly users = new Map<string, Map<string, number>>()
  /** Rooms by socket: when a socket has disconnected, Socket.IO has forgotten its rooms already. */
  private readonly rooms = new Map<string, Set<string>>()
  private readonly isOn: boolean

  constructor(@Inject(GATEWAY_OPTIONS) options: GatewayOptions) {
    this.isOn = options.CHAT_PRESENCE
  }

  /** Pairs of a user and a room. */
  get size(): number {
    let size = this.rooms.size
    for (const users of this.users.values()) size += users.size
    return size
  }

  joined(socket: ChatSocket, room: string): void {
    if (!this.isOn) return
    const rooms = this.rooms.get(socket.id)
    if (rooms?.has(room)) return
    if (rooms === undefined) this.rooms.set(socket.id, new Set([room]))
    else rooms.add(room)

    const { user } = socket.data
    let users = this.users.get(room)
    if (users === undefined) this.users.set(room, (users = new Map<string, number>()))
    const connections = users.get(user) ?? 0
    users.set(user, connections + 1)
    if (connections === 0) socket.to(chatRoom(room)).emit('userJoined', { room, user })
  }

  left(socket: ChatSocket, room: string): void {
    const rooms = this.rooms.get(socket.id)
    if (!rooms?.delete(room)) return
    if (rooms.size === 0) this.rooms.delete(socket.id)
    this.countDown(socket, room)
  }

  disconnected(socket: ChatSocket): void {
    const rooms = this.rooms.get(socket.id)
    if (rooms === undefined) return
    this.rooms.delete(socket.id)
    for (const room of rooms) this.countDown(socket, room)
  }

  private countDown(socket: ChatSocket, room: string): void {
    const { user } = socket.data
    const users = this.users.get(room)
    const connections = users?.get(user)
    if (users === undefined || connections === undefined) return
    if (connections > 1) {
      users.set(user, connections - 1)
      return
    }
    users.delete(user)
    if (users.size === 0) this.users.delete(room)
    socket.nsp.to(chatRoom(room)).emit('userLeft', { room, user })
  }
}
