import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { readConfig } from '../../../scripts/config/read-config.ts'
import { init } from '../../../scripts/init.ts'
import { socketIoServer } from '../../support/gateways/init-server.ts'
import { ScriptedAsker } from '../../support/scripted-asker.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { StringSink } from '../../support/text-sink.ts'

async function talk(args: readonly string[], answers: Readonly<Record<string, string | boolean>>) {
  const folder = await temporaryFolder()
  const asker = new ScriptedAsker(answers)
  const [out, err] = [new StringSink(), new StringSink()]
  const { signal } = new AbortController()
  const code = await init([...args, '--format', 'yml'], { folder, asker, out, err, signal })
  const { read } = await readConfig(folder, undefined)
  const wasWritten = existsSync(join(folder, 'gatecrash.config.yml'))
  return { code, config: read?.config, asked: asker.asked, err: err.text, wasWritten }
}

test('asks for everything that the gateway cannot tell', async () => {
  const url = await socketIoServer({}, (io) => void io.of('/chat').use((_socket, next) => next(new Error('no token'))))
  const { code, config } = await talk([], {
    'Where does the gateway run': url,
    'Which events': 'own',
    'join a room': '["enter","{{room}}"]',
    'that it has joined': 'event',
    'Which event?': 'entered',
    'send a text': '["say",{"in":"{{room}}","what":"{{text}}"}]',
    acknowledge: true,
    'come back': false,
    'show who they are': 'jwt',
    'Which variable': 'CHAT_SECRET',
    'Which command': 'node main.js',
  })
  expect(code).toBe(0)
  expect(config).toMatchObject({
    targets: { gateway: { url, start: 'node main.js' } },
    dialect: {
      namespace: '/chat',
      auth: { token: '{{jwt}}' },
      jwt: { secret: { env: 'CHAT_SECRET' } },
      join: ['enter', '{{room}}'],
      joined: { event: 'entered' },
      send: ['say', { in: '{{room}}', what: '{{text}}' }],
      acknowledges: true,
      senderReceives: false,
    },
  })
})

test('asks for no rooms where there are none', async () => {
  const { config, asked } = await talk(['--offline'], { 'Which events': 'own', 'join rooms': false })
  expect(config).toMatchObject({ dialect: { send: ['message', '{{text}}'] } })
  expect(config).not.toHaveProperty('dialect.join')
  expect(asked.some((question) => question.includes('has joined'))).toBe(false)
})

test('asks nothing that a flag has said', async () => {
  const said = ['--namespace', '/', '--dialect', 'tutorial', '--auth', '{"token":"x"}', '--start', 'node main.js']
  const { code, asked } = await talk(['--offline', '--url', 'http://127.0.0.1:3000', ...said], {})
  expect({ code, asked }).toEqual({ code: 0, asked: [] })
})

test('asks nothing with --yes', async () => {
  const { code, asked } = await talk(['--offline', '--yes'], {})
  expect({ code, asked }).toEqual({ code: 0, asked: [] })
})

test('offers no login for a file that can hold no function', async () => {
  await expect(talk(['--offline', '--dialect', 'tutorial'], { 'show who they are': 'login' })).rejects.toThrow(
    'not offer',
  )
})

test('lets a namespace be chosen from those that were found', async () => {
  const url = await socketIoServer({}, (io) => void io.of('/events'))
  const { config } = await talk(['--url', url, '--dialect', 'echo'], { 'Which namespace': '/' })
  expect(config).toMatchObject({ dialect: 'echo' })
})

test('writes nothing when somebody has had enough', async () => {
  const { code, err, wasWritten } = await talk(['--offline'], { 'Which events': 'cancel' })
  expect({ code, err, wasWritten }).toEqual({
    code: 130,
    err: 'init: cancelled; nothing was written.\n',
    wasWritten: false,
  })
})
