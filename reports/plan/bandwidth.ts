import type { OfferedLoad } from '../../load/offered-load.ts'
import type { Situation } from './plan.ts'
import { transports } from '../transports.ts'

const bitsPerByte = 8

/**
 * Bits per second between one of the instances and its users: what connecting, messages and deliveries put on the wire. TCP, IP
 * and TLS come on top, and so do acknowledgements, which no calibration weighs, and what goes to Redis and comes from it.
 */
export function bandwidthOf(
  offered: OfferedLoad,
  bytes: Readonly<Record<string, number>>,
  instances: number,
): Situation['bandwidth'] {
  const missing: string[] = []
  const priced = (count: number, id: string, text = 0) => {
    if (count === 0) return 0
    const beyond = bytes[id]
    if (beyond === undefined) missing.push(id)
    return count * (text + (beyond ?? 0))
  }
  let [received, sent] = [0, 0]
  for (const name of transports) {
    received += priced(offered.connects[name], `connectUp.${name}`)
    sent += priced(offered.connects[name], `connectDown.${name}`)
    received += priced(offered.messages[name], `messageUp.${name}`, offered.payloadBytes)
    sent += priced(offered.deliveries[name], `deliveryDown.${name}`, offered.payloadBytes)
  }
  const requests = offered.messages.polling * (offered.acknowledged ? 2 : 1) + offered.deliveries.polling
  received += priced(requests, 'requestUp.polling')
  sent += priced(requests, 'requestDown.polling')
  return { in: (received * bitsPerByte) / instances, out: (sent * bitsPerByte) / instances, missing }
}
