import type { Type } from '@nestjs/common'
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets'

/**
 * A gateway on the namespace `/chat` with so many event handlers that do nothing: Nest keeps a subscription for each handler and
 * each connection, and this shows what that takes.
 */
export function spareHandlersGateway(count: number): Type {
  @WebSocketGateway({ namespace: 'chat' })
  class SpareHandlersGateway {}
  for (let n = 1; n <= count; n++) {
    const name = `spare${n}`
    const descriptor: PropertyDescriptor = {
      value: () => undefined,
      configurable: true,
      enumerable: false,
      writable: true,
    }
    Object.defineProperty(SpareHandlersGateway.prototype, name, descriptor)
    SubscribeMessage(name)(SpareHandlersGateway.prototype, name, descriptor)
  }
  return SpareHandlersGateway
}
