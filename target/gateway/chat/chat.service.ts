import { Inject, Injectable } from '@nestjs/common'
import { HistoryService } from '../history/history.service.ts'
import type { GatewayOptions } from '../options.ts'
import { GATEWAY_OPTIONS, INSTANCE_ID } from '../options.module.ts'
import type {
  ChatMessage,
  ChatNamespace,
  ChatSocket,
  CursorPayload,
  JoinedRoom,
  MessagePayload,
} from './chat.events.ts'
import { ChatException } from './chat.exception.ts'
import { PresenceService } from './presence.service.ts'
import { chatRoom } from './room-names.ts'

const mostRoomsPerConnection = 256

/** Rooms and messages. */
@Injectable()
export class ChatService {
  private readonly burnMicros: number
  private attached: ChatNamespace | undefined
  private sent = 0

  constructor(
    @Inject(GATEWAY_OPTIONS) options: GatewayOptions,
    @Inject(INSTANCE_ID) private readonly instance: string,
    @Inject(HistoryService) private readonly history: HistoryService,
    @Inject(PresenceService) private readonly presence: PresenceService,
  ) {
    this.burnMicros = options.CHAT_BURN_MICROS
  }

  /** The namespace, once Socket.IO has been set up. */
  get namespace(): ChatNamespace {
    if (this.attached === undefined) throw new Error('the namespace /chat is not set up yet')
    return this.attached
  }

  /** Messages sent to rooms so far. */
  get messages(): number {
    return this.sent
  }

  attach(namespace: ChatNamespace): void {
    this.attached = namespace
    namespace.adapter.on('delete-room', (room: string) => this.history.forget(room))
  }

  async join(socket: ChatSocket, room: string): Promise<JoinedRoom> {
    const key = chatRoom(room)
    // Two of the rooms are the socket's own and its user's.
    if (socket.rooms.size >= mostRoomsPerConnection + 2 && !socket.rooms.has(key)) {
      throw new ChatException(
        'too_many_rooms',
        `a connection may be in ${mostRoomsPerConnection} rooms; leave one first`,
      )
    }
    await socket.join(key)
    if (socket.connected) this.presence.joined(socket, room)
    return { room, members: this.namespace.adapter.rooms.get(key)?.size ?? 0 }
  }

  async leave(socket: ChatSocket, room: string): Promise<void> {
    await socket.leave(chatRoom(room))
    this.presence.left(socket, room)
  }

  /** Sends to every member, the sender included, and returns the message's id. */
  send(socket: ChatSocket, { room, text }: MessagePayload): string {
    if (this.burnMicros > 0) burnCpu(this.burnMicros)
    const id = `${this.instance}-${(++this.sent).toString(36)}`
    const key = chatRoom(room)
    const message: ChatMessage = { id, room, user: socket.data.user, text }
    this.namespace.to(key).emit('newMessage', message)
    // Not where the last member left between the guard and here: nobody would ever remove that room's history.
    if (this.namespace.adapter.rooms.has(key)) this.history.add(key, message)
    return id
  }

  /** Tells the others that a user is writing; worth nothing when late, so slow connections may miss it. */
  typing(socket: ChatSocket, room: string): void {
    socket.volatile.to(chatRoom(room)).emit('typing', { room, user: socket.data.user })
  }

  /** Shows the others where a user's cursor is; the next position makes up for one that a slow connection misses. */
  cursor(socket: ChatSocket, { room, position }: CursorPayload): void {
    socket.volatile.to(chatRoom(room)).emit('cursor', { room, user: socket.data.user, position })
  }
}

function burnCpu(micros: number): void {
  const start = process.cpuUsage()
  for (let used = 0; used < micros;) {
    const { user, system } = process.cpuUsage(start)
    used = user + system
  }
}
