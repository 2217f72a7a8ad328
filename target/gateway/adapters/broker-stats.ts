import { Injectable } from '@nestjs/common'

/** What the adapter knows about the broker behind it, for the metrics and the health check. */
@Injectable()
export class BrokerStats {
  /** Whether every Redis connection is up; `undefined` where the adapter has none. */
  connected: () => boolean | undefined = () => undefined
  published = 0
  /** Publishes that failed, so that other instances missed a broadcast. */
  publishFailures = 0
  /** Subscriptions that Redis refused, so that this instance misses broadcasts. */
  subscribeFailures = 0
}
