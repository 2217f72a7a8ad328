import type { DialectDefinition } from '../dialect-definition.ts'

/** The chat of common NestJS tutorials: `joinRoom {chatRoomId}` without an acknowledgement, `newMessage` there and back. */
export function tutorialDialect(): DialectDefinition {
  return {
    name: 'tutorial',
    join: ['joinRoom', { chatRoomId: '{{room}}' }],
    send: ['newMessage', { chatRoomId: '{{room}}', content: '{{text}}' }],
  }
}
