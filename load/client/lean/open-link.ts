import type { Transport } from '../chat-client.ts'
import type { Endpoint } from './endpoint.ts'
import type { LeanShared } from './lean-shared.ts'
import type { Link } from './link.ts'
import { PollingLink } from './polling-link.ts'
import { UpgradingLink, type UpgradeOwner } from './upgrading-link.ts'
import { WebSocketLink } from './websocket-link.ts'

/** What a link is made from. Time in milliseconds. */
export interface LinkPlan {
  readonly transport: Transport
  readonly endpoint: Endpoint
  readonly maxPacketBytes: number
  /** The most that a switch of transport may take. */
  readonly timeoutMs: number
}

/** Begins a connection over the transport of the plan. */
export function openLink(shared: LeanShared, plan: LinkPlan, owner: UpgradeOwner): Link {
  const { endpoint, maxPacketBytes } = plan
  switch (plan.transport) {
    case 'websocket':
      return new WebSocketLink(shared, endpoint, { query: 'EIO=4&transport=websocket', maxPacketBytes }, owner)
    case 'polling':
      return new PollingLink(shared, endpoint, maxPacketBytes, owner)
    case 'upgrade':
      return new UpgradingLink(shared, plan, owner)
  }
}
