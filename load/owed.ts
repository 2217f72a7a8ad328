import type { DialectTraits } from './client/dialect.ts'

/** What decides who is owed a message. */
export type RelayTraits = Pick<DialectTraits, 'relays' | 'senderReceives'>

/** Every member of the room is owed a message, whoever sent it: what most gateways do. */
export const everyMember: RelayTraits = { relays: true, senderReceives: true }

/** How many deliveries one message causes in a room of so many members. */
export function deliveriesOwed(members: number, { relays, senderReceives }: RelayTraits): number {
  if (!relays) return 0
  return senderReceives ? members : members - 1
}
