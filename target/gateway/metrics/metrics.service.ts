import { Inject, Injectable } from '@nestjs/common'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { ChatService } from '../chat/chat.service.ts'
import { GatewayReadings } from './gateway-readings.service.ts'
import { registerReading } from './reading.ts'
import { sampleSockets, type SocketSample } from './socket-sample.ts'

/**
 * Node's default metrics and the gateway's own.
 *
 * Nothing is recorded as messages pass: a scrape reads counters and collections that the gateway has anyway.
 */
@Injectable()
export class MetricsService {
  private registry: Registry | undefined
  private sample: SocketSample = { transports: {}, queuedPackets: 0, longestQueue: 0, rooms: 0, largestRoom: 0 }

  constructor(
    @Inject(ChatService) private readonly chat: ChatService,
    @Inject(GatewayReadings) private readonly readings: GatewayReadings,
  ) {}

  /** Everything, in the Prometheus text format. */
  async expose(): Promise<string> {
    // Made for the first scrape: the default metrics sample the event loop 100 times a second from then on.
    this.registry ??= this.createRegistry()
    this.sample = sampleSockets(this.chat.namespace)
    return this.registry.metrics()
  }

  private createRegistry(): Registry {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    for (const reading of this.readings.list(() => this.sample)) registerReading(registry, reading)
    return registry
  }
}
