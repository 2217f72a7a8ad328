import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { readConfig } from '../../scripts/config/read-config.ts'
import { init } from '../../scripts/init.ts'
import { refusingUrl, socketIoServer } from '../support/gateways/init-server.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { testCertificate } from '../support/test-certificate.ts'
import { StringSink } from '../support/text-sink.ts'

const own = [
  ['--join', '["join",{"room":"{{room}}"}]'],
  ['--joined', 'ack'],
  ['--send', '["say",{"room":"{{room}}","text":"{{text}}"}]'],
].flat()

async function run(args: readonly string[], folder: string, signal = new AbortController().signal) {
  const out = new StringSink()
  const err = new StringSink()
  const code = await init(args, { folder, asker: undefined, out, err, signal })
  return { code, out: out.text, err: err.text }
}

async function configOf(folder: string, file?: string) {
  const reading = await readConfig(folder, file)
  if (reading.problems !== undefined) throw new Error(reading.problems.join('\n'))
  return reading.read?.config
}

function chat(): Promise<string> {
  return socketIoServer({}, (io) => void io.of('/chat').use((_socket, next) => next(new Error('who are you?'))))
}

test('says what it has found, what it has written, and what to do next', async () => {
  const url = await chat()
  const { code, out, err } = await run(['--url', url, ...own, '--jwt-secret-env', 'SECRET'], await temporaryFolder())
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toBe(`${url}
  Socket.IO at /socket.io/
  transports: polling, websocket and the upgrade
  pings every 25 s, answer within 20 s
  parser: json
  namespace /: lets anybody in
  namespace /chat: refuses (who are you?)
  /metrics: nothing of use (HTTP 404)
wrote gatecrash.config.mjs: namespace /chat
The tokens are signed with the secret in SECRET; set it before the next command.
next: npm run bench -- --profile smoke
`)
})

test('writes what bench accepts, in every format', async () => {
  const url = await chat()
  process.env['INIT_TEST_SECRET'] = 'a secret of this test'
  for (const format of ['ts', 'js', 'json', 'yml']) {
    const folder = await temporaryFolder()
    const { code } = await run(
      ['--url', url, ...own, '--jwt-secret-env', 'INIT_TEST_SECRET', '--format', format],
      folder,
    )
    expect(code).toBe(0)
    expect(await configOf(folder)).toMatchObject({
      targets: { gateway: { url } },
      dialect: {
        namespace: '/chat',
        auth: { token: '{{jwt}}' },
        jwt: { secret: { env: 'INIT_TEST_SECRET' } },
        join: ['join', { room: '{{room}}' }],
        joined: 'ack',
        send: ['say', { room: '{{room}}', text: '{{text}}' }],
      },
    })
  }
})

test.each(['tutorial', 'get-started', 'echo', 'reference'])(
  'names the dialect %s where it is spoken unchanged',
  async (name) => {
    const folder = await temporaryFolder()
    await run(['--offline', '--dialect', name, '--format', 'yml'], folder)
    expect(await configOf(folder)).toMatchObject({ dialect: name })
  },
)

test.each(['tutorial', 'get-started', 'echo', 'reference'])(
  'writes out the dialect %s at a path of its own',
  async (name) => {
    const folder = await temporaryFolder()
    await run(['--offline', '--dialect', name, '--path', '/ws', '--format', 'yml'], folder)
    expect(await configOf(folder)).toMatchObject({ dialect: { path: '/ws/' } })
  },
)

test('writes a function that logs users in', async () => {
  for (const format of ['ts', 'js']) {
    const folder = await temporaryFolder()
    await run(
      ['--offline', '--dialect', 'tutorial', '--login-url', 'http://127.0.0.1/login', '--format', format],
      folder,
    )
    expect(await configOf(folder)).toMatchObject({ dialect: { login: expect.any(Function) as unknown } })
  }
})

test('writes which transports there are where some are not', async () => {
  const folder = await temporaryFolder()
  await run(['--url', await socketIoServer({ transports: ['polling'] })], folder)
  expect(await configOf(folder)).toMatchObject({ transports: ['polling'] })
})

test('writes how certificates and headers are dealt with', async () => {
  const folder = await temporaryFolder()
  const url = await socketIoServer({}, undefined, { tls: true })
  const { code } = await run(['--url', url, '--insecure', '--header', 'x-key: 42', ...own], folder)
  expect(code).toBe(0)
  expect(await configOf(folder)).toMatchObject({
    targets: { gateway: { url, insecure: true } },
    dialect: { headers: { 'x-key': '42' } },
  })
})

test('names the certificates as they are seen from the file', async () => {
  const folder = await temporaryFolder()
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, testCertificate.cert)
  await mkdir(join(folder, 'load'))
  const url = await socketIoServer({}, undefined, { tls: true })
  const { code } = await run(['--url', url, '--ca', ca, '--out', 'load/mine.yml', ...own], folder)
  expect(code).toBe(0)
  expect(await configOf(folder, 'load/mine.yml')).toMatchObject({ targets: { gateway: { ca: '../ca.pem' } } })
})

test('says that the events are a guess where nobody named them', async () => {
  const { out } = await run(['--offline'], await temporaryFolder())
  expect(out).toContain('Nobody said which events it knows')
})

test('says that a namespace wants to know who users are', async () => {
  const { out } = await run(['--url', await chat(), ...own], await temporaryFolder())
  expect(out).toContain('/chat wants to know who users are (who are you?): set dialect.auth.')
})

test('says that the namespace that was named is not there', async () => {
  const { out } = await run(['--url', await chat(), '--namespace', '/lobby', ...own], await temporaryFolder())
  expect(out).toContain('does not seem to have the namespace /lobby')
})

test('writes TypeScript beside a tsconfig.json', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'tsconfig.json'), '{}')
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  await run(['--offline'], folder)
  expect(existsSync(join(folder, 'gatecrash.config.ts'))).toBe(true)
})

test.each([
  ['{"type":"module"}', 'gatecrash.config.js'],
  ['{"type":"commonjs"}', 'gatecrash.config.mjs'],
  ['{}', 'gatecrash.config.mjs'],
  ['no JSON', 'gatecrash.config.mjs'],
])('beside a package.json of %s writes %s', async (content, name) => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), content)
  await run(['--offline'], folder)
  expect(existsSync(join(folder, name))).toBe(true)
})

test('names the file in the next command where bench would not find it', async () => {
  const { out } = await run(['--offline', '--out', 'mine.yml'], await temporaryFolder())
  expect(out).toContain('--config mine.yml --profile smoke')
})

test('overwrites no file', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'mine.yml'), 'mine')
  const { code, err } = await run(['--offline', '--out', 'mine.yml'], folder)
  expect({ code, err }).toEqual({
    code: 2,
    err: 'init: mine.yml exists already; --force overwrites it, --out names another.\n',
  })
  expect(await readFile(join(folder, 'mine.yml'), 'utf8')).toBe('mine')
})

test('overwrites a file when told to', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'gatecrash.config.yml'), 'mine')
  expect((await run(['--offline', '--format', 'yml', '--force'], folder)).code).toBe(0)
  expect(await configOf(folder)).toHaveProperty('targets.gateway')
})

test('writes no second configuration, which bench would refuse', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'gatecrash.config.yml'), '')
  const { code, err } = await run(['--offline', '--format', 'json', '--force'], folder)
  expect(code).toBe(2)
  expect(err).toContain('gatecrash.config.yml exists already, and bench refuses two of them')
})

test('writes nothing when the gateway cannot be reached, and says why in one line', async () => {
  const folder = await temporaryFolder()
  const { code, out, err } = await run(['--url', await refusingUrl(), '--format', 'yml'], folder)
  expect({ code, out }).toEqual({ code: 3, out: '' })
  expect(err).toMatch(/^init: Nothing listens at .* --offline writes a file without asking\.\n$/)
  expect(existsSync(join(folder, 'gatecrash.config.yml'))).toBe(false)
})

test('writes nothing when it is interrupted while it asks the gateway', async () => {
  const folder = await temporaryFolder()
  const interruption = new AbortController()
  const url = await socketIoServer({}, undefined, { other: () => undefined })
  const running = run(['--url', url, '--format', 'yml'], folder, interruption.signal)
  interruption.abort(130)
  expect((await running).code).toBe(130)
  expect(existsSync(join(folder, 'gatecrash.config.yml'))).toBe(false)
})

test('explains itself', async () => {
  const { code, out } = await run(['--help'], await temporaryFolder())
  expect(code).toBe(0)
  expect(out).toContain('Exit codes: 0 written; 2 wrong usage')
})
