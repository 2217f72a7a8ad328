import { median } from 'simple-statistics'
import type { ByTransport } from '../../load/offered-load.ts'
import type { Result } from '../report.ts'
import { transports, type Transport } from '../transports.ts'
import type { CostModel } from './cost-model.ts'
import { onlyTransport } from './only-transport.ts'

/** What one message is and moves, of a result in which every user has the same transport. */
interface Traffic {
  readonly transport: Transport
  readonly payload: number
  readonly deliveries: number
  /** HTTP requests, bytes sent and received by all users together, per message. */
  readonly requests: number
  readonly up: number
  readonly down: number
}

/**
 * Bytes on the wire beyond the text, medians over results: of a connect in either direction by transport; of a packet that carries
 * a message up or a delivery down; and of a polling request, headers of it and of its answer. The packets of upgraded and of polling
 * users are taken to be as large as those of a websocket; whatever else polling moves is its requests.
 */
export function wireBytes(results: readonly Result[]): CostModel['bytes'] {
  const traffic = results.flatMap(trafficOf)
  const sockets = traffic.filter(({ transport, requests }) => transport !== 'polling' && requests === 0)
  const messageUp = middle(sockets.map(({ up, payload }) => up - payload))
  const deliveryDown = middle(sockets.map(({ down, deliveries, payload }) => down / deliveries - payload))
  const bytes: Record<string, number | undefined> = {}
  for (const transport of transports) {
    const ofTransport = results.filter((result) => onlyTransport(result) === transport)
    bytes[`connectUp.${transport}`] = middle(ofTransport.flatMap((result) => medianOf(result, 'connect.bytesUp')))
    bytes[`connectDown.${transport}`] = middle(ofTransport.flatMap((result) => medianOf(result, 'connect.bytesDown')))
    bytes[`messageUp.${transport}`] = messageUp
    bytes[`deliveryDown.${transport}`] = deliveryDown
  }
  if (messageUp !== undefined && deliveryDown !== undefined) {
    const polling = traffic.filter(({ transport, requests }) => transport === 'polling' && requests > 0)
    const upOf = ({ up, payload, requests }: Traffic) => (up - payload - messageUp) / requests
    const downOf = ({ down, deliveries, payload, requests }: Traffic) =>
      (down - deliveries * (payload + deliveryDown)) / requests
    bytes['requestUp.polling'] = middle(polling.map(upOf))
    bytes['requestDown.polling'] = middle(polling.map(downOf))
  }
  return Object.fromEntries(
    Object.entries(bytes).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

/** Acknowledgements would be counted as deliveries, so results that have them tell nothing here; neither do mixed ones. */
function trafficOf(result: Result): Traffic[] {
  const { offered } = result
  if (offered === undefined || offered.acknowledged) return []
  const messages = sum(offered.messages)
  const deliveries = sum(offered.deliveries)
  const transport = onlyTransport(result)
  const [up] = medianOf(result, 'message.bytesUp')
  const [down] = medianOf(result, 'message.bytesDown')
  const [requests] = medianOf(result, 'message.requests')
  const isKnown = up !== undefined && down !== undefined && requests !== undefined && transport !== undefined
  if (!isKnown || messages === 0 || deliveries === 0) return []
  return [{ transport, payload: offered.payloadBytes, deliveries: deliveries / messages, requests, up, down }]
}

function medianOf(result: Result, metric: string): number[] {
  const value = result.summary[metric]?.median
  return value === undefined ? [] : [value]
}

function middle(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : median([...values])
}

function sum({ websocket, upgrade, polling }: ByTransport): number {
  return websocket + upgrade + polling
}
