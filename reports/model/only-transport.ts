import type { Result } from '../report.ts'
import { transports, type Transport } from '../transports.ts'

/** The transport of all users of a result; `undefined` where they do not all have the same. */
export function onlyTransport({ offered, transport }: Result): Transport | undefined {
  if (offered === undefined) return transport === 'mixed' ? undefined : transport
  const used = transports.filter((one) => offered.users[one] + offered.connects[one] > 0)
  return used.length === 1 ? used[0] : undefined
}
