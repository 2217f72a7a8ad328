import { expect, test } from 'vitest'
import { systemErrorCode, systemErrorText } from '../../../load/client/system-error.ts'

const withCode = (code: string): Error => Object.assign(new Error(code), { code })

test.each([
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['EADDRNOTAVAIL', 'address-in-use'],
  ['EADDRINUSE', 'address-in-use'],
  ['EMFILE', 'open-files'],
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
])('%s is named %s', (code, named) => {
  expect(systemErrorCode(withCode(code))).toBe(named)
})

test('the errors of several addresses are told in one line', () => {
  const error = new AggregateError([
    new Error('connect ECONNREFUSED ::1:1'),
    new Error('connect ECONNREFUSED 127.0.0.1:1'),
  ])
  expect(systemErrorText(error)).toBe('connect ECONNREFUSED ::1:1, connect ECONNREFUSED 127.0.0.1:1')
})

test.each([
  [
    'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
    'self-signed certificate',
  ],
  [
    'write EPROTO 40ED4CD9D47F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../x.c:355:\n',
    'TLS failed: wrong version number',
  ],
])('%s is told without noise', (message, told) => {
  expect(systemErrorText(new Error(message))).toBe(told)
})
