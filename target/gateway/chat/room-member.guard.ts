import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common'
import type { ChatSocket } from './chat.events.ts'
import { ChatException } from './chat.exception.ts'
import { chatRoom } from './room-names.ts'

/** Lets only members of a room send to it. Runs before the payload has been validated, so it trusts nothing in it. */
@Injectable()
export class RoomMemberGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const ws = context.switchToWs()
    const room = ws.getData<{ readonly room?: unknown } | null | undefined>()?.room
    if (typeof room !== 'string') throw new ChatException('invalid_payload', 'payload.room must be a string')
    if (ws.getClient<ChatSocket>().rooms.has(chatRoom(room))) return true
    throw new ChatException('not_a_member', 'join the room before sending to it')
  }
}
