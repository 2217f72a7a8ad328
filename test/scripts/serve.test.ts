import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { serve } from '../../scripts/serve.ts'
import { token } from '../../scripts/token.ts'
import { gatewayOptions } from '../../target/gateway/options.ts'
import { connectUser } from '../support/chat-user.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { StringSink } from '../support/text-sink.ts'

const mark = new ProcessMark()
const runner = fileURLToPath(new URL('../../scripts/run.js', import.meta.url))

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const out = new StringSink()
  const err = new StringSink()
  const interruption = new AbortController()
  const code = serve(args, env, out, err, interruption.signal)
  return { out, err, code, interrupt: (exitCode: number) => interruption.abort(exitCode) }
}

test('lists a URL per instance and stops everything when it is interrupted', async () => {
  const { out, code, interrupt } = start(['cluster', '--instances', '2', '--adapter', 'ipc'])
  await out.until('npm run --silent token')
  expect(out.text.match(/^instance \d {2}http:\/\/127\.0\.0\.1:\d+$/gm)).toHaveLength(2)
  interrupt(130)
  expect(await code).toBe(130)
  expect(await mark.pids()).toEqual([])
})

test('runs a gateway that accepts what the token command prints', async () => {
  const { out, code, interrupt } = start(['single'])
  await out.until('npm run --silent token')
  const printed = new StringSink()
  token(['--user', 'ada'], {}, printed, printed)
  const url = /http:\S+/.exec(out.text)?.[0] ?? ''
  const user = await connectUser(url, 'ada', { token: printed.text.trim() })
  expect(await user.ask('joinRoom', { room: 'lobby' })).toMatchObject({ room: 'lobby' })
  user.socket.disconnect()
  interrupt(143)
  expect(await code).toBe(143)
})

test('tells rooms who comes where presence is on', async () => {
  const { out, code, interrupt } = start(['single', '--presence', 'on'])
  await out.until('npm run --silent token')
  const url = /http:\S+/.exec(out.text)?.[0] ?? ''
  const tokenOf = (name: string) => {
    const printed = new StringSink()
    token(['--user', name], {}, printed, printed)
    return { token: printed.text.trim() }
  }
  const first = await connectUser(url, 'ada', tokenOf('ada'))
  await first.ask('joinRoom', { room: 'lobby' })
  const joined = first.next('userJoined', (payload) => (payload as { user: string }).user === 'grace')
  const second = await connectUser(url, 'grace', tokenOf('grace'))
  await second.ask('joinRoom', { room: 'lobby' })
  expect(await joined).toMatchObject({ user: 'grace' })
  first.socket.disconnect()
  second.socket.disconnect()
  interrupt(130)
  await code
})

test('says in the words of the gateway what is wrong with its options', async () => {
  const { err, code } = start(['single'], { JWT_SECRET: 'short' })
  expect(await code).toBe(2)
  expect(err.text).toContain('JWT_SECRET')
  expect(err.text).not.toContain('short')
})

test('stops the other instances, and says which one ended, when one does', async () => {
  const { out, err, code } = start(['cluster', '--adapter', 'ipc'])
  await out.until('npm run --silent token')
  const [first = Number.NaN] = await mark.pidsOf(/gateway\/main\.ts $/)
  process.kill(first, 'SIGKILL')
  expect(await code).toBe(3)
  expect(err.text).toMatch(/instance \d ended \(SIGKILL\)/)
  expect(await mark.pids()).toEqual([])
})

test.each([
  { args: [], says: "missing required argument 'target'" },
  { args: ['singel'], says: 'Allowed choices are single, cluster' },
  { args: ['cluster', '--instnaces', '2'], says: 'Did you mean --instances?' },
  { args: ['cluster', '--instances', '0'], says: 'whole number from 1' },
  { args: ['cluster', '--adapter', 'memory'], says: 'would not hear each other' },
  { args: ['cluster', '--port', '65536'], says: 'whole number from 0 to 65535' },
  { args: ['cluster', '--port', '65535'], says: 'do not fit' },
  { args: ['single', '--instances', '2'], says: '--instances is for a cluster' },
  { args: ['single', '--presence', 'maybe'], says: 'Allowed choices are on, off' },
])('refuses $args in one line', async ({ args, says }) => {
  const { out, err, code } = start(args)
  expect(await code).toBe(2)
  expect(out.text).toBe('')
  expect(err.text).toContain(says)
  expect(err.text.trimEnd()).not.toContain('\n')
})

test('lists every option of the gateway in its help', async () => {
  const { out, code } = start(['--help'])
  expect(await code).toBe(0)
  const flags = new Map([
    ['PORT', '--port'],
    ['ADAPTER', '--adapter'],
    ['CHAT_PRESENCE', '--presence'],
  ])
  for (const { name } of gatewayOptions) expect(out.text).toContain(flags.get(name) ?? `  ${name} `)
})

test('ends with the exit code of its signal when it is run as a command', async () => {
  const child = spawn(process.execPath, [runner, 'serve', 'single'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const out = new StringSink()
  child.stdout.on('data', (chunk: Buffer) => out.write(chunk.toString()))
  await out.until('npm run --silent token')
  child.kill('SIGTERM')
  expect(await ended).toEqual([143, null])
  expect(await mark.pids()).toEqual([])
})
