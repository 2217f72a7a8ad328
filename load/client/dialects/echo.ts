import type { DialectDefinition } from '../dialect-definition.ts'

/** A server that acknowledges `echo` to its sender and relays nothing. */
export function echoDialect(): DialectDefinition {
  return { name: 'echo', send: ['echo', '{{text}}'], acknowledges: true, relays: false, senderReceives: false }
}
