import type { Traffic } from './chat-client.ts'

/** The traffic of connections that followed each other; `undefined` where neither was counted. */
export function addTraffic(one: Traffic | undefined, other: Traffic | undefined): Traffic | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return {
    bytesUp: one.bytesUp + other.bytesUp,
    bytesDown: one.bytesDown + other.bytesDown,
    requests: one.requests + other.requests,
  }
}
