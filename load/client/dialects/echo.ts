import type { DialectDefinition } from '../dialect-definition.ts'

/**
 * A server that acknowledges `echo` to its sender and relays nothing. One that sends an event back in place of an
 * acknowledgement is measured as rooms of one member, with a dialect of its own: `relays: true`, and for `join` any event.
 */
export function echoDialect(): DialectDefinition {
  return { name: 'echo', send: ['echo', '{{text}}'], acknowledges: true, relays: false, senderReceives: false }
}
