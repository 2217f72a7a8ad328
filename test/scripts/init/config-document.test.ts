import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format } from 'prettier'
import { expect, test } from 'vitest'

import { readConfig } from '../../../scripts/config/read-config.ts'
import { eventsOf, type Answers } from '../../../scripts/init/answers.ts'
import { documentFields, documentHead } from '../../../scripts/init/config-document.ts'
import type { DocumentSource } from '../../../scripts/init/document-source.ts'
import type { Field } from '../../../scripts/init/document/field.ts'
import { writeJson } from '../../../scripts/init/document/write-json.ts'
import { writeModule } from '../../../scripts/init/document/write-module.ts'
import { writeYaml } from '../../../scripts/init/document/write-yaml.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const answers: Answers = {
  shipped: undefined,
  events: {
    join: ['join', { room: '{{room}}' }],
    joined: { event: 'joined' },
    send: ['say', { room: '{{room}}', text: '{{text}}' }],
    acknowledges: true,
    relays: true,
    senderReceives: false,
  },
  auth: { kind: 'jwt', secretEnv: 'JWT_SECRET', auth: { token: '{{jwt}}' } },
  namespace: '/chat',
  start: 'node dist/main.js',
  isGuess: false,
}

const source: DocumentSource = {
  url: 'http://127.0.0.1:3000',
  findings: {
    engine: {
      kind: 'engine',
      path: '/socket.io/',
      noPolling: undefined,
      noWebSocket: undefined,
      upgrades: true,
      pingInterval: 25_000,
      pingTimeout: 20_000,
      maxPayload: 1_000_000,
      cookies: ['sticky'],
      hints: ['server: nginx'],
    },
    namespaces: {
      parser: 'json',
      takesAny: false,
      refusesUnknown: undefined,
      found: [
        { name: '/', outcome: 'open', said: '' },
        { name: '/chat', outcome: 'refused', said: 'no token' },
      ],
    },
    metrics: { figures: ['CPU', 'memory'], why: undefined, hints: ['x-powered-by: Express'] },
  },
  answers,
  options: { headers: {}, insecure: false, ca: undefined, paths: [] },
}

const login: DocumentSource = {
  ...source,
  answers: { ...answers, auth: { kind: 'login', url: 'http://127.0.0.1:3000/auth/login' } },
}
const offline: DocumentSource = {
  url: 'https://chat.example',
  findings: undefined,
  answers: { ...answers, events: eventsOf('get-started'), auth: { kind: 'none' }, start: undefined, isGuess: true },
  options: { headers: { 'x-key': "it's" }, insecure: true, ca: undefined, paths: ['/ws/'] },
}

test('writes TypeScript as it should read', async () => {
  const text = writeModule('ts', documentHead(source), documentFields(source))
  await expect(text).toMatchFileSnapshot('golden/gatecrash.config.ts.txt')
})

test('writes YAML as it should read', async () => {
  const text = writeYaml(documentHead(source), documentFields(source))
  await expect(text).toMatchFileSnapshot('golden/gatecrash.config.yml.txt')
})

test('writes a login in JavaScript as it should read', async () => {
  const text = writeModule('js', documentHead(login), documentFields(login))
  await expect(text).toMatchFileSnapshot('golden/gatecrash.config.mjs.txt')
})

test('writes as a formatter would', async () => {
  const style = { semi: false, singleQuote: true, printWidth: 120 }
  for (const each of [source, login, offline]) {
    for (const language of ['ts', 'js'] as const) {
      const text = writeModule(language, documentHead(each), documentFields(each))
      expect(await format(text, { ...style, parser: language === 'ts' ? 'typescript' : 'babel' })).toBe(text)
    }
  }
  for (const each of [source, offline]) {
    const text = writeYaml(documentHead(each), documentFields(each))
    expect(await format(text, { ...style, parser: 'yaml' })).toBe(text)
  }
})

test('has no line of more than 120 columns', () => {
  for (const each of [source, login, offline]) {
    const lines = writeModule('ts', documentHead(each), documentFields(each)).split('\n')
    expect(lines.filter((line) => line.length > 120)).toEqual([])
  }
})

test('gives examples that bench accepts', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'gatecrash.config.json'), writeJson(documentFields(offline).map(taken)))
  expect((await readConfig(folder, undefined)).problems).toBeUndefined()
})

test('names the host that is not this machine, for a person to allow', () => {
  expect(writeYaml([], documentFields(offline))).toContain("# allowHosts: ['chat.example']")
})

test('refuses to write a function as data', () => {
  expect(() => writeYaml([], documentFields(login))).toThrow('login is a function, which YAML cannot hold')
  expect(() => writeJson(documentFields(login))).toThrow('login is a function, which JSON cannot hold')
})

/** The field as if its comment signs had been taken away. */
function taken(each: Field): Field {
  const { value } = each
  const inside = value.kind === 'section' ? { kind: 'section' as const, fields: value.fields.map(taken) } : value
  return { ...each, value: inside, isExample: false }
}
