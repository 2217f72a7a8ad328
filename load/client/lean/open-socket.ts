import { connect as connectTcp, type OnReadOpts, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Endpoint } from './endpoint.ts'
import type { LeanShared } from './lean-shared.ts'

/** Begins to connect a socket to the endpoint, TLS included; it is ready with `connect`, or `secureConnect` for TLS. */
export function openSocket(shared: LeanShared, endpoint: Endpoint, onread?: OnReadOpts): Socket {
  const { hostname: host, port, localAddress } = endpoint
  const reading = onread === undefined ? {} : { onread }
  const options = { host, port, localAddress, noDelay: true, lookup: shared.lookup, ...reading }
  if (!endpoint.secure) return connectTcp(options)
  const { rejectUnauthorized, servername, ca } = endpoint.tls
  return connectTls({
    ...options,
    secureContext: shared.secureContext(ca),
    rejectUnauthorized,
    servername,
  }).setNoDelay()
}
