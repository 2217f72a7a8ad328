import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Config } from '../../../scripts/config/config.ts'
import { loadConfig, loadLimits } from '../../../scripts/config/load-config.ts'
import { noConfig } from '../../../scripts/config/loaded-config.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { testCertificate } from '../../support/test-certificate.ts'

const name = 'gatecrash.config.json'
const send = ['say', '{{text}}'] as const

async function folderWith(config: Config, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await temporaryFolder()
  const texts = { ...files, [name]: JSON.stringify(config, null, 2) }
  for (const [path, text] of Object.entries(texts)) await writeFile(join(folder, path), text)
  return folder
}

async function configOf(config: Config, files?: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) {
  const loaded = await loadConfig({ folder: await folderWith(config, files), named: undefined, env })
  if (loaded.config === undefined) throw new Error(loaded.problems.join('\n'))
  return loaded.config
}

async function problemsOf(config: Config, files?: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) {
  return (await loadConfig({ folder: await folderWith(config, files), named: undefined, env })).problems
}

test('without a configuration nothing is said', async () => {
  const loaded = await loadConfig({ folder: await temporaryFolder(), named: undefined, env: {} })
  expect(loaded).toEqual({ config: noConfig })
})

describe('a target of a configuration', () => {
  test('that runs has its base URLs', async () => {
    const { targets } = await configOf({ targets: { staging: { url: 'http://127.0.0.1:3000/' } } })
    expect(targets).toEqual([
      { kind: 'external', name: 'staging', urls: ['http://127.0.0.1:3000'], metricsUrls: [], tls: undefined },
    ])
  })

  test('that is started has a command, a folder beside the configuration, and one instance', async () => {
    const folder = await folderWith({ targets: { own: { start: 'node "dist/main file.js"', cwd: 'server' } } })
    await mkdir(join(folder, 'server'))
    const { config } = await loadConfig({ folder, named: undefined, env: {} })
    expect(config?.targets).toMatchObject([
      {
        ...{ kind: 'started', name: 'own', urls: [], env: {}, instances: 1, ready: {} },
        ...{ command: ['node', 'dist/main file.js'], cwd: join(folder, 'server') },
      },
    ])
  })

  test('has as many instances as URLs', async () => {
    const url = ['http://127.0.0.1:3000', 'http://127.0.0.1:3001']
    expect((await configOf({ targets: { own: { start: ['node', 'a'], url } } })).targets).toMatchObject([
      { instances: 2, command: ['node', 'a'] },
    ])
  })

  test('trusts what it is told to', async () => {
    const url = 'https://127.0.0.1:3000'
    const { targets } = await configOf(
      { targets: { any: { url, insecure: true }, some: { url, ca: 'own.pem' } } },
      { 'own.pem': testCertificate.cert },
    )
    expect(targets.map(({ tls }) => tls)).toEqual([{ rejectUnauthorized: false }, { ca: testCertificate.cert }])
  })

  test('names only what is there', async () => {
    const url = 'https://127.0.0.1:3000'
    const targets = {
      absent: { url, ca: 'absent.pem' },
      other: { url, ca: 'other.pem' },
      started: { start: 'node a', cwd: 'nowhere' },
    }
    expect(await problemsOf({ targets }, { 'other.pem': 'no certificate' })).toEqual([
      `${name}:5: targets.absent.ca: there is no file absent.pem.`,
      `${name}:9: targets.other.ca: other.pem holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----.`,
      `${name}:13: targets.started.cwd: there is no folder nowhere.`,
    ])
  })
})

describe('the dialect of a configuration', () => {
  const jwt = { secret: { env: 'CHAT_SECRET' } }

  test('has its secret from the environment', async () => {
    const { dialect } = await configOf({ dialect: { jwt, auth: { token: '{{jwt}}' }, send } }, {}, { CHAT_SECRET: 's' })
    expect(dialect).toMatchObject({ definition: { jwt: { secret: 's' } }, module: undefined })
  })

  test.each([{}, { CHAT_SECRET: '' }])('says which variable has none: %j', async (env) => {
    expect(await problemsOf({ dialect: { jwt, auth: { token: '{{jwt}}' }, send } }, {}, env)).toEqual([
      `${name}:5: dialect.jwt.secret.env: the environment variable CHAT_SECRET is not set; set it to the secret that the gateway checks tokens with.`,
    ])
  })

  test.each([
    ['/ws', '/ws/'],
    ['/ws/', '/ws/'],
  ])('has a path with a closing slash: %s', async (path, closed) => {
    expect((await configOf({ dialect: { path, send } })).dialect).toMatchObject({ definition: { path: closed } })
  })

  test('may be one that ships', async () => {
    expect((await configOf({ dialect: 'tutorial' })).dialect).toBe('tutorial')
  })
})

test('scenarios are names, or names with parameters', async () => {
  const scenarios = { 'fan-out': { members: 100 }, connect: {} }
  expect(await configOf({ scenarios: ['ack'] })).toMatchObject({ scenarios: ['ack'], settings: {} })
  expect(await configOf({ scenarios })).toMatchObject({ scenarios: ['fan-out', 'connect'], settings: scenarios })
})

test('whoever asks for limits alone needs no secret', async () => {
  const folder = await folderWith({
    dialect: { jwt: { secret: { env: 'NOT_SET' } }, auth: { token: '{{jwt}}' }, send },
    limits: { 'delivery.p99': '10%', 'connect.failed': 2 },
  })
  const { config } = await loadLimits({ folder, named: undefined })
  expect(config?.limits).toEqual(['delivery.p99=10%', 'connect.failed=2'])
})
