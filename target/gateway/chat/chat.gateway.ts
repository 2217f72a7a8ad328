import { Inject, UseFilters, UseGuards } from '@nestjs/common'
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets'
import { AuthService } from '../auth/auth.service.ts'
import { authenticateSocket } from '../auth/socket-auth.middleware.ts'
import { TokenExpiryService } from '../auth/token-expiry.service.ts'
import { ZodValidationPipe } from '../validation/zod-validation.pipe.ts'
import { ChatExceptionFilter } from './chat-exception.filter.ts'
import { ConnectionStats } from './connection-stats.service.ts'
import { EventRefusals } from './event-refusals.service.ts'
import type {
  ChatNamespace,
  ChatSocket,
  CursorPayload,
  JoinedRoom,
  MessagePayload,
  RoomPayload,
} from './chat.events.ts'
import { ChatException } from './chat.exception.ts'
import { cursorSchema, messageSchema, roomSchema } from './chat.schemas.ts'
import { ChatService } from './chat.service.ts'
import { PresenceService } from './presence.service.ts'
import { RoomMemberGuard } from './room-member.guard.ts'
import { userRoom } from './room-names.ts'

const refuse = (problem: string) => new ChatException('invalid_payload', problem)
const RoomBody = () => MessageBody(new ZodValidationPipe(roomSchema, refuse))
const TextBody = () => MessageBody(new ZodValidationPipe(messageSchema, refuse))
const CursorBody = () => MessageBody(new ZodValidationPipe(cursorSchema, refuse))
const events: ReadonlySet<string> = new Set(['joinRoom', 'leaveRoom', 'message', 'typing', 'cursor'])

/**
 * The namespace `/chat`.
 *
 * Handlers return what the acknowledgement says. They never return `{ event, data }`: Nest would emit that as an event
 * and leave the acknowledgement unanswered.
 */
@WebSocketGateway({ namespace: 'chat' })
@UseFilters(ChatExceptionFilter)
export class ChatGateway
  implements OnGatewayInit<ChatNamespace>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket>
{
  /** One function for all sockets. */
  private readonly refuseUnknownEvent: (this: ChatSocket, event: string, ...parameters: unknown[]) => void

  constructor(
    @Inject(ChatService) private readonly chat: ChatService,
    @Inject(PresenceService) private readonly presence: PresenceService,
    @Inject(AuthService) private readonly auth: AuthService,
    @Inject(TokenExpiryService) private readonly tokenExpiry: TokenExpiryService,
    @Inject(ConnectionStats) private readonly connections: ConnectionStats,
    @Inject(EventRefusals) refusals: EventRefusals,
  ) {
    this.refuseUnknownEvent = refuseUnknownEvent(refusals)
  }

  afterInit(namespace: ChatNamespace): void {
    namespace.use(authenticateSocket(this.auth))
    // The default namespace always exists. Nobody listens there, so a client that forgets `/chat` is told.
    namespace.server.use((_socket, next) => next(new Error('connect to the namespace /chat')))
    this.chat.attach(namespace)
    this.connections.attach(namespace)
  }

  handleConnection(socket: ChatSocket): void {
    socket.onAny(this.refuseUnknownEvent)
    this.connections.connected()
    this.tokenExpiry.add(socket)
    void socket.join(userRoom(socket.data.user))
  }

  handleDisconnect(socket: ChatSocket, reason: string): void {
    this.presence.disconnected(socket)
    this.tokenExpiry.remove(socket)
    this.connections.disconnected(reason)
  }

  @SubscribeMessage('joinRoom')
  async joinRoom(@ConnectedSocket() socket: ChatSocket, @RoomBody() { room }: RoomPayload): Promise<JoinedRoom> {
    return this.chat.join(socket, room)
  }

  @SubscribeMessage('leaveRoom')
  async leaveRoom(@ConnectedSocket() socket: ChatSocket, @RoomBody() { room }: RoomPayload): Promise<RoomPayload> {
    await this.chat.leave(socket, room)
    return { room }
  }

  @UseGuards(RoomMemberGuard)
  @SubscribeMessage('message')
  message(@ConnectedSocket() socket: ChatSocket, @TextBody() payload: MessagePayload): { readonly id: string } {
    return { id: this.chat.send(socket, payload) }
  }

  @UseGuards(RoomMemberGuard)
  @SubscribeMessage('cursor')
  cursor(@ConnectedSocket() socket: ChatSocket, @CursorBody() payload: CursorPayload): RoomPayload {
    this.chat.cursor(socket, payload)
    return { room: payload.room }
  }

  @UseGuards(RoomMemberGuard)
  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: ChatSocket, @RoomBody() { room }: RoomPayload): RoomPayload {
    this.chat.typing(socket, room)
    return { room }
  }
}

/** Answers events nobody handles, which Socket.IO would drop; it calls such a listener with the socket as `this`. */
function refuseUnknownEvent(refusals: EventRefusals) {
  return function (this: ChatSocket, event: string, ...parameters: unknown[]): void {
    if (events.has(event)) return
    const error = { code: 'unknown_event', message: `events are ${[...events].join(', ')}` } as const
    refusals.refuse(this, error, parameters.at(-1))
  }
}
