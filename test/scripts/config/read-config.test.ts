import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../scripts/config/read-config.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function problemsOf(text: string, name = 'gatecrash.config.yml'): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, name), text)
  return (await readConfig(folder, undefined)).problems?.join('\n') ?? ''
}

const wrong = `\
targets:
  staging:
    url: http://127.0.0.1:3000/chat
    insecre: true
  local:
    start: node "dist/main.js
    instances: none
    env: { PIN: 987654 }
  secure:
    url: https://127.0.0.1:3000
    ca: a.pem
    insecure: true
  empty: {}
  single: { url: "http://user:hunter2@127.0.0.1" }
dialect:
  name: tutorial
  namespace: chat
  jwt: { secret: 12345 }
  auth: { token: "{{token}}" }
  joined: akc
  send: [message, { text: "{{txt}}" }]
  login: https://example.com
scenarios:
  fan-uot: { members: 100 }
  ack: { usres: 5, users: many }
slos:
  - delivery.p98<250
  - "fan-uot: delivery.p99<250"
limits:
  delivery.p99: lots
transports: [quic]
profile: quick
allowHosts: [https://example.com]
caps: { users: -1, cpu: 3 }
traget: 5
`

describe('the configuration in YAML', () => {
  test('has every problem told at once, each with its line', async () => {
    expect(await problemsOf(wrong)).toMatchInlineSnapshot(`
      "gatecrash.config.yml:3: targets.staging.url: "http://127.0.0.1:3000/chat": this is more than a base URL: give http://127.0.0.1:3000, and /chat as path or namespace of the dialect if it is one.
      gatecrash.config.yml:4: targets.staging.insecre: there is no such key; did you mean "insecure"?
      gatecrash.config.yml:6: targets.local.start: the quote " is not closed.
      gatecrash.config.yml:7: targets.local.instances: "none" is not allowed; give a whole number from 1 to 31.
      gatecrash.config.yml:8: targets.local.env.PIN: what is written there is not allowed; give a text, in quotes.
      gatecrash.config.yml:12: targets.secure.insecure: this takes any certificate, so that ca is never looked at; leave out one of them.
      gatecrash.config.yml:13: targets.empty: there is nothing to measure; give start, which starts a gateway, or url, where one runs.
      gatecrash.config.yml:14: targets.single.url: a URL with a user or password would be seen in reports; leave them out and set headers in the dialect.
      gatecrash.config.yml:14: targets.single: this name is the reference gateway's; choose another one.
      gatecrash.config.yml:16: dialect.name: "tutorial" is not allowed; a dialect that ships has this name; choose another one.
      gatecrash.config.yml:17: dialect.namespace: "chat" is not allowed; a namespace begins with a slash and has no blank, comma or question mark: give / or /chat.
      gatecrash.config.yml:18: dialect.jwt.secret: what is written there is not allowed; give the secret as a text, or { env: NAME } with the environment variable that has it.
      gatecrash.config.yml:19: dialect.auth: {{token}} stands for nothing here; there are {{user}}, {{jwt}}.
      gatecrash.config.yml:20: dialect.joined: "akc" is not allowed; did you mean "ack"?
      gatecrash.config.yml:21: dialect.send: {{txt}} stands for nothing here; did you mean {{text}}?
      gatecrash.config.yml:22: dialect.login: "https://example.com" is not allowed; give a function that takes a user number and returns its credentials; only a configuration in JavaScript or TypeScript can have one.
      gatecrash.config.yml:24: scenarios.fan-uot: there is no scenario "fan-uot"; did you mean "fan-out"?
      gatecrash.config.yml:25: scenarios.ack.usres: there is no parameter "usres"; did you mean "users"?
      gatecrash.config.yml:25: scenarios.ack.users: "many" is not allowed; it must be a whole number from 1 to 1000000 (users).
      gatecrash.config.yml:27: slos[0]: SLO "delivery.p98<250": unknown metric "delivery.p98"; did you mean "delivery.p90"?
      gatecrash.config.yml:28: slos[1]: SLO "fan-uot: delivery.p99<250": there is no scenario "fan-uot"; did you mean "fan-out"?
      gatecrash.config.yml:30: limits.delivery.p99: limit "delivery.p99=lots" cannot be read: write metric=share% or metric=amount, as in delivery.serverCpuMicros=5% or connect.failed=2.
      gatecrash.config.yml:31: transports[0]: "quic" is not allowed; give one of websocket, upgrade, polling.
      gatecrash.config.yml:32: profile: "quick" is not allowed; give one of smoke, standard, full.
      gatecrash.config.yml:33: allowHosts[0]: "https://example.com" is not allowed; give the host alone, such as chat.example.com.
      gatecrash.config.yml:34: caps.users: -1 is not allowed; give a whole number from 1 to 1,000,000,000.
      gatecrash.config.yml:34: caps.cpu: there is no such key; there are users, rate, deliveries, seconds.
      gatecrash.config.yml:35: traget: there is no such key; there are targets, dialect, scenarios, transports, profile, trials, slos, limits, allowHosts, caps."
    `)
  })

  test('shows nothing that may be a secret', async () => {
    const told = await problemsOf(wrong)
    for (const secret of ['12345', 'hunter2', '987654']) expect(told).not.toContain(secret)
  })

  test('may be empty', async () => {
    expect(await problemsOf('# nothing yet\n')).toBe('')
  })

  test.each([
    ['targets: [', 'gatecrash.config.yml:1: Flow sequence in block collection'],
    ['trials: 1\ntrials: 2\n', 'gatecrash.config.yml:2: Map keys must be unique.'],
    ['dialect: &a\n  auth: { self: *a }\n', 'gatecrash.config.yml: something in it holds itself; write it out.'],
    ['- single\n', 'gatecrash.config.yml:1: a list is not allowed; give keys and their values.'],
    ['dialect: tutoriall\n', 'gatecrash.config.yml:1: dialect: "tutoriall" is not allowed; did you mean "tutorial"?'],
    ['dialect: [a]\n', 'gatecrash.config.yml:1: dialect: a list is not allowed; give one of reference, tutorial'],
  ])('%j is refused in one line', async (text, line) => {
    expect((await problemsOf(text)).split('\n')).toEqual([expect.stringContaining(line)])
  })

  test('does not tell problems without end', async () => {
    const keys = Array.from({ length: 80 }, (_, at) => `key${at}: 1`)
    const told = (await problemsOf(keys.join('\n'))).split('\n')
    expect(told).toHaveLength(51)
    expect(told.at(-1)).toBe('gatecrash.config.yml: and 30 more.')
  })
})

test('the configuration in JSON has its problems told with their lines', async () => {
  const text = '{\n\t"targets": {\n\t\t"own": { "url": "http://127.0.0.1:3000" }\n\t},\n\t"trials": 0\n}\n'
  expect(await problemsOf(text, 'gatecrash.config.json')).toBe(
    'gatecrash.config.json:5: trials: 0 is not allowed; give a whole number from 1 to 1,000.',
  )
})

describe('where a configuration is found', () => {
  test('there may be none', async () => {
    expect(await readConfig(await temporaryFolder(), undefined)).toEqual({ read: undefined })
  })

  test('two of them are refused', async () => {
    const folder = await temporaryFolder()
    for (const name of ['gatecrash.config.yml', 'gatecrash.config.json']) await writeFile(join(folder, name), '{}')
    expect((await readConfig(folder, undefined)).problems).toEqual([
      'gatecrash.config.json and gatecrash.config.yml: there are two configurations; remove one, or say which with --config.',
    ])
    expect((await readConfig(folder, 'gatecrash.config.yml')).read?.file).toBe('gatecrash.config.yml')
  })

  test.each([
    ['absent.yml', 'absent.yml: there is no such file; gatecrash init writes one.'],
    [
      'config.toml',
      'config.toml: this is no configuration; name a file that ends in .ts, .mts, .js, .mjs, .json, .yml, .yaml.',
    ],
  ])('%s is refused', async (name, line) => {
    expect((await readConfig(await temporaryFolder(), name)).problems).toEqual([line])
  })
})
