import { Inject, Injectable } from '@nestjs/common'
import { ChatService } from '../chat/chat.service.ts'
import { userRoom } from '../chat/room-names.ts'
import { INSTANCE_ID } from '../options.module.ts'
import type { NewNotification } from './notifications.schemas.ts'

/** Sends to users rather than rooms, from outside the gateway. */
@Injectable()
export class NotificationsService {
  private sent = 0

  constructor(
    @Inject(ChatService) private readonly chat: ChatService,
    @Inject(INSTANCE_ID) private readonly instance: string,
  ) {}

  /** Reaches every connection of the user, whichever instance it is on. Returns the notification's id. */
  send({ user, text }: NewNotification): string {
    const id = `${this.instance}-n${(++this.sent).toString(36)}`
    this.chat.namespace.to(userRoom(user)).emit('notification', { id, text })
    return id
  }
}
