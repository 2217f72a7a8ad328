import { expect, test } from 'vitest'
import { likelyCause } from '../../../load/preflight/causes.ts'
import type { Finding } from '../../../load/preflight/finding.ts'

const where = 'http://127.0.0.1:3000/socket.io/ (websocket, namespace /)'

const known: readonly (readonly [Finding, RegExp])[] = [
  [{ stage: 'tcp', code: 'refused', seen: `${where}: connect ECONNREFUSED` }, /Nothing listens there/],
  [{ stage: 'tcp', code: 'unreachable', seen: `${where}: getaddrinfo ENOTFOUND nowhere` }, /cannot be found/],
  [{ stage: 'tcp', code: 'timeout', seen: `${where}: no connection after 3000 ms` }, /firewalls/],
  [{ stage: 'tls', code: 'tls', seen: `${where}: certificate has expired` }, /not valid today/],
  [{ stage: 'tls', code: 'tls', seen: `${where}: Hostname/IP does not match certificate's altnames` }, /another name/],
  [{ stage: 'tls', code: 'tls', seen: `${where}: unable to get local issuer certificate` }, /--ca <file>/],
  [{ stage: 'handshake', code: 'http-status', seen: `${where}: HTTP 301 Moved Permanently: to /x` }, /redirected/],
  [{ stage: 'handshake', code: 'http-status', seen: `${where}: HTTP 403 Forbidden: Forbidden` }, /--header/],
  [{ stage: 'handshake', code: 'http-status', seen: `${where}: HTTP 502 Bad Gateway` }, /proxy does not reach/],
  [
    { stage: 'handshake', code: 'http-status', seen: `${where}: HTTP 400 Bad Request: Bad request (Engine.IO code 3)` },
    /Upgrade and Connection headers/,
  ],
  [
    { stage: 'handshake', code: 'http-status', seen: `${where}: HTTP 400 Bad Request: Session ID unknown` },
    /proxy be sticky/,
  ],
  [
    { stage: 'handshake', code: 'http-status', seen: `${where}: HTTP 400 Bad Request: Unsupported protocol version` },
    /EIO=4/,
  ],
  [
    {
      stage: 'handshake',
      code: 'http-status',
      seen: `${where}: HTTP 400 Bad Request: The plain HTTP request was sent to HTTPS port`,
    },
    /use https:/,
  ],
  [{ stage: 'upgrade', code: 'timeout', seen: `${where}: no switch to websocket after 3000 ms` }, /proxy must pass on/],
  [{ stage: 'namespace', code: 'server-disconnect', seen: `${where}: the server closed the session` }, /--parser/],
  [{ stage: 'login', code: 'timeout', seen: 'no user was logged in within 3000 ms' }, /takes too long/],
  [{ stage: 'delivery', code: 'some', seen: 'user 1 received 0 of what user 0 sent with "say"' }, /same room/],
]

test.each(known)('a finding has its likely cause: %o', (finding, cause) => {
  expect(likelyCause(finding)).toMatch(cause)
})

test('what nobody knows has no cause', () => {
  expect(likelyCause({ stage: 'send', code: 'protocol', seen: 'something else' })).toBeUndefined()
})
