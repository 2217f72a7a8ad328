import { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets'
import type { Server, Socket } from 'socket.io'

interface ChatMessage {
  readonly chatRoomId: string
  readonly content: string
}

/** The gateway of common tutorials: a room per chat, nothing acknowledged, and what comes in goes out as it is. */
@WebSocketGateway({ cors: { origin: '*' } })
export class ChatGateway {
  @WebSocketServer() private readonly server!: Server

  @SubscribeMessage('joinRoom')
  async handleJoinRoom(@MessageBody() body: { chatRoomId: string }, @ConnectedSocket() client: Socket): Promise<void> {
    await client.join(body.chatRoomId)
  }

  @SubscribeMessage('newMessage')
  handleNewMessage(@MessageBody() message: ChatMessage): void {
    this.server.to(message.chatRoomId).emit('newMessage', message)
  }
}
