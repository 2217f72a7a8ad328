import { describe, expect, test } from 'vitest'
import type { DialectConfig, TargetConfig } from '../../../scripts/config/config.ts'
import { dialectContradictions } from '../../../scripts/config/dialect-contradictions.ts'
import { targetContradictions } from '../../../scripts/config/target-contradictions.ts'

const told = (found: readonly { at: readonly PropertyKey[]; text: string }[]): string[] =>
  found.map(({ at, text }) => `${at.join('.')}: ${text}`)

const url = 'http://127.0.0.1:3000'
const other = 'http://127.0.0.1:3001'
const secure = 'https://127.0.0.1:3000'

describe('keys of a target that do not go together', () => {
  test.each<[TargetConfig, RegExp]>([
    [{}, /^: there is nothing to measure; give start, which starts a gateway, or url, where one runs$/],
    [{ url, cwd: 'a' }, /^cwd: this is about a gateway that is started; add start/],
    [{ url, env: {} }, /^env: this is about a gateway that is started/],
    [{ url, ready: { output: 'up' } }, /^ready: this is about a gateway that is started/],
    [{ url, instances: 2 }, /^instances: without start there are as many as there are URLs/],
    [
      { start: 'a', instances: 3, url: [url, other] },
      /^instances: 3 instances and 2 URLs: give one URL for all, or one/,
    ],
    [{ start: 'a', ready: {} }, /^ready: this says nothing; give output or url/],
    [{ url: [url, other], metricsUrl: url }, /^metricsUrl: 1 for 2 instances: give one for each$/],
    [{ start: 'a', metricsUrl: [url, other] }, /^metricsUrl: 2 for one instance: give one for each$/],
    [
      { url: secure, insecure: true, ca: 'a.pem' },
      /^insecure: this takes any certificate, so that ca is never looked at/,
    ],
    [{ url, insecure: true }, /^insecure: this is about certificates, and no URL of the target is https/],
    [{ start: 'a', ca: 'a.pem' }, /^ca: this is about certificates, and no URL of the target is https/],
  ])('%j', (target, problem) => {
    expect(told(targetContradictions(target))).toEqual([expect.stringMatching(problem)])
  })

  test.each<[TargetConfig]>([
    [{ start: 'node main.js' }],
    [{ start: 'node main.js', instances: 4, url: [url] }],
    [{ url: [url, other], metricsUrl: [url, other] }],
    [{ url: secure, ca: 'a.pem' }],
    [{ url: secure, metricsUrl: [url, other] }],
    [{ url, insecure: false }],
  ])('%j is fine', (target) => {
    expect(targetContradictions(target)).toEqual([])
  })
})

describe('keys of a dialect that do not go together', () => {
  const send = ['say', '{{text}}'] as const
  test.each<[Omit<DialectConfig, 'send'>, RegExp]>([
    [
      { jwt: { secret: 's' } },
      /^jwt: no {{jwt}} is in auth, headers, query, join or send.*; add auth: { token: "{{jwt}}" }$/,
    ],
    [
      { jwt: { secret: 's' }, auth: { token: 'jwt' } },
      /^jwt: no {{jwt}} is in auth.*put "{{jwt}}" where the gateway expects/,
    ],
    [{ headers: { authorization: 'Bearer {{jwt}}' } }, /^headers: {{jwt}} needs a secret that signs it; add jwt/],
    [{ joined: 'ack' }, /^joined: nobody joins anything; add join/],
    [{ relays: false }, /^relays: a gateway that neither relays nor acknowledges leaves nothing to measure/],
    [{ relays: false, acknowledges: true, senderReceives: true }, /^senderReceives: nothing is relayed/],
  ])('%j', (dialect, problem) => {
    expect(told(dialectContradictions({ ...dialect, send }))).toEqual([expect.stringMatching(problem)])
  })

  test.each<[Omit<DialectConfig, 'send'>]>([
    [{}],
    [{ jwt: { secret: 's' }, query: { token: '{{jwt}}' } }],
    [{ join: ['join', '{{room}}'], joined: { event: 'joined' } }],
    [{ relays: false, acknowledges: true }],
  ])('%j is fine', (dialect) => {
    expect(dialectContradictions({ ...dialect, send })).toEqual([])
  })
})
