import type { DialectDefinition } from '../dialect-definition.ts'

/**
 * The chat of Socket.IO's own tutorial (https://socket.io/docs/v4/tutorial/introduction): one event, no rooms. Its later steps
 * store messages and acknowledge them, with a second argument that the client makes up: say so in a dialect of your own
 * (`send: ['chat message', '{{text}}', '{{user}}-{{text}}'], acknowledges: true`). One that uses `socket.broadcast.emit` leaves
 * the sender out (`senderReceives: false`).
 */
export function getStartedDialect(): DialectDefinition {
  return { name: 'get-started', send: ['chat message', '{{text}}'] }
}
