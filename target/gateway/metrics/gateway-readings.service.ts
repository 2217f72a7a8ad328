import { performance } from 'node:perf_hooks'
import { Inject, Injectable } from '@nestjs/common'
import { BrokerStats } from '../adapters/broker-stats.ts'
import { TokenExpiryService } from '../auth/token-expiry.service.ts'
import { ChatService } from '../chat/chat.service.ts'
import { ConnectionStats } from '../chat/connection-stats.service.ts'
import { EventRefusals } from '../chat/event-refusals.service.ts'
import { PresenceService } from '../chat/presence.service.ts'
import { HistoryService } from '../history/history.service.ts'
import type { GatewayOptions } from '../options.ts'
import { GATEWAY_OPTIONS, INSTANCE_ID } from '../options.module.ts'
import type { Reading } from './reading.ts'
import { countListeners, type SocketSample } from './socket-sample.ts'

/** The gateway's own metrics. */
@Injectable()
export class GatewayReadings {
  constructor(
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
    @Inject(INSTANCE_ID) private readonly instance: string,
    @Inject(ChatService) private readonly chat: ChatService,
    @Inject(PresenceService) private readonly presence: PresenceService,
    @Inject(ConnectionStats) private readonly connections: ConnectionStats,
    @Inject(EventRefusals) private readonly refusals: EventRefusals,
    @Inject(HistoryService) private readonly history: HistoryService,
    @Inject(TokenExpiryService) private readonly tokenExpiry: TokenExpiryService,
    @Inject(BrokerStats) private readonly broker: BrokerStats,
  ) {}

  /** The metrics of a set up gateway; `sample` gives the sockets as they are at the scrape. */
  list(sample: () => SocketSample): readonly Reading[] {
    const { chat, presence, connections, refusals, history, tokenExpiry } = this
    const { namespace } = chat
    return [
      gauge('gateway_info', 'This instance, and how it was started.', () => [[this.instance, 1]], 'instance_id'),
      gauge('gateway_adapter_info', 'The Socket.IO adapter.', () => [[this.options.ADAPTER, 1]], 'adapter'),
      gauge(
        'socketio_engine_clients',
        'Engine.IO connections, with a namespace or without.',
        () => namespace.server.engine.clientsCount,
      ),
      gauge('socketio_sockets', 'Sockets connected to /chat.', () => namespace.sockets.size),
      gauge(
        'socketio_transport_sockets',
        'Sockets by transport.',
        () => Object.entries(sample().transports),
        'transport',
      ),
      gauge('socketio_queued_packets', 'Packets that wait for slow clients.', () => sample().queuedPackets),
      gauge('socketio_longest_queue_packets', 'Packets that wait for the slowest client.', () => sample().longestQueue),
      counter('socketio_connections_total', 'Sockets that have connected to /chat.', () => connections.accepted),
      counter(
        'socketio_disconnects_total',
        'Sockets that have left, by reason.',
        () => connections.disconnects,
        'reason',
      ),
      counter(
        'socketio_refused_handshakes_total',
        'Refused Engine.IO requests, by error code.',
        () => connections.refusedHandshakes,
        'code',
      ),
      counter('chat_messages_total', 'Messages sent to rooms.', () => chat.messages),
      counter('chat_refused_events_total', 'Events refused, by error code.', () => refusals.byCode, 'code'),
      gauge('chat_rooms', 'Rooms with members on this instance.', () => sample().rooms),
      gauge('chat_largest_room_members', 'Members of the largest room on this instance.', () => sample().largestRoom),
      gauge('chat_presence_entries', 'Entries that presence keeps.', () => presence.size),
      gauge('chat_history_rooms', 'Rooms with a history.', () => history.size),
      gauge('chat_expiring_sockets', 'Sockets whose token will expire.', () => tokenExpiry.size),
      gauge('gateway_listeners', 'Event listeners on objects that outlive connections.', () =>
        countListeners(namespace),
      ),
      counter(
        'nodejs_eventloop_active_seconds_total',
        'Time the event loop was busy.',
        () => performance.eventLoopUtilization().active / 1_000,
      ),
      ...this.brokerReadings(),
    ]
  }

  private brokerReadings(): readonly Reading[] {
    const { broker } = this
    if (broker.connected() === undefined) return []
    return [
      gauge('redis_connected', '1 where every Redis connection is up.', () => Number(broker.connected())),
      counter('redis_published_total', 'Broadcasts handed to Redis.', () => broker.published),
      counter('redis_publish_failures_total', 'Broadcasts that Redis did not take.', () => broker.publishFailures),
      counter('redis_subscribe_failures_total', 'Subscriptions that Redis refused.', () => broker.subscribeFailures),
    ]
  }
}

function gauge(name: string, help: string, read: Reading['read'], label?: string): Reading {
  return { name, help, type: 'gauge', read, ...(label !== undefined && { label }) }
}

function counter(name: string, help: string, read: Reading['read'], label?: string): Reading {
  return { ...gauge(name, help, read, label), type: 'counter' }
}
