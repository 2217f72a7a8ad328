import { Inject } from '@nestjs/common'
import { JwtService } from '@nestjs/jwt'
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayInit,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
} from '@nestjs/websockets'
import type { Namespace, Socket } from 'socket.io'

interface Message {
  readonly room: string
  readonly text: string
}

/** Rooms in the namespace `/chat`, for users with a token. */
@WebSocketGateway({ namespace: '/chat' })
export class ChatGateway implements OnGatewayInit<Namespace> {
  @WebSocketServer() private readonly server!: Namespace

  constructor(@Inject(JwtService) private readonly tokens: JwtService) {}

  /** A middleware refuses before anyone is connected, which `handleConnection` cannot. */
  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.tokens.verifyAsync<{ sub: string }>(String(socket.handshake.auth['token'])).then(
        ({ sub }) => {
          socket.data = { user: sub }
          next()
        },
        () => next(new Error('unauthorized')),
      )
    })
  }

  @SubscribeMessage('join')
  async join(@ConnectedSocket() socket: Socket, @MessageBody() { room }: Pick<Message, 'room'>): Promise<object> {
    await socket.join(room)
    return { joined: room }
  }

  @SubscribeMessage('message')
  message(@ConnectedSocket() socket: Socket, @MessageBody() { room, text }: Message): object {
    const { user } = socket.data as { user: string }
    this.server.to(room).emit('message', { user, text })
    return { ok: true }
  }
}
