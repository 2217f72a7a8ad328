import type { DialectDefinition } from '../dialect-definition.ts'

/** The chat of Socket.IO's own tutorial (https://socket.io/docs/v4/tutorial/introduction): one event, no rooms. */
export function getStartedDialect(): DialectDefinition {
  return { name: 'get-started', send: ['chat message', '{{text}}'] }
}
