import type { OfferedLoad } from '../../load/offered-load.ts'

/** Whether users send messages under a load. */
export function sendsMessages({ messages }: OfferedLoad): boolean {
  return messages.websocket + messages.upgrade + messages.polling > 0
}
