import type { DialectDefinition } from '../dialect-definition.ts'

/**
 * The chat of common NestJS tutorials: `joinRoom {chatRoomId}` without an acknowledgement, `newMessage` there and back.
 *
 * Of the variants, these are measured as they are: a handler that returns something, since nobody asks for it; further fields
 * in what is relayed, as long as the text is in it unchanged. These need a dialect of their own: a room or text under another
 * name, a join that takes the room itself (`join: ['joinRoom', '{{room}}']`), `client.to(room)`, which leaves the sender out
 * (`senderReceives: false`).
 */
export function tutorialDialect(): DialectDefinition {
  return {
    name: 'tutorial',
    join: ['joinRoom', { chatRoomId: '{{room}}' }],
    send: ['newMessage', { chatRoomId: '{{room}}', content: '{{text}}' }],
  }
}
