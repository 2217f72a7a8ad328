import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Report } from '../../../reports/report.ts'
import { ChatServer, type ChatServerOptions } from '../../support/chat-server.ts'
import { startCommand } from '../../support/command-process.ts'
import { HostileServer } from '../../support/hostile-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let server: { stop(): Promise<unknown> } | undefined

afterEach(async () => {
  await server?.stop()
  server = undefined
})

async function chat(options: ChatServerOptions): Promise<string> {
  const started = await ChatServer.start(options)
  server = started
  return started.url
}

/** A server of Socket.IO's own tutorial: one event, everybody is a member. */
function getStarted(relay: (emit: () => void) => void): NonNullable<ChatServerOptions['chat']> {
  return (io) => {
    io.on('connection', (socket) => {
      socket.on('chat message', (text: string) => relay(() => io.emit('chat message', text)))
    })
  }
}

/** Runs `bench` in a folder of its own and expects it to end with one line after those, no table, and exit code 3. */
async function onlyLineOf(
  args: readonly string[],
  before: readonly string[] = [],
): Promise<{ readonly line: string; readonly report: Report }> {
  const out = await temporaryFolder()
  const { ended } = startCommand(['bench', 'fan-out', '--profile', 'smoke', ...args, '--out', out])
  const { exitCode, out: printed, err } = await ended
  expect({ exitCode, printed, lines: err.trimEnd().split('\n') }).toEqual({
    exitCode: 3,
    printed: '',
    lines: [...before, expect.stringMatching(/^bench: fan-out on external, websocket: /)],
  })
  const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Report
  return { line: err.trimEnd(), report }
}

test('a wrong path ends the run with one line; the report has the one trial', async () => {
  const args = ['--url', await chat({}), '--dialect', 'get-started', '--path', '/ws/', '--trials', '2']
  const { line, report } = await onlyLineOf(args)
  expect(line).toMatch(/preflight failed \(handshake\): .*HTTP 404 Not Found.*set --path/)
  expect(report.results.map(({ trials }) => trials)).toEqual([
    [
      expect.objectContaining({
        status: 'failed',
        phase: 'preflight',
        error: expect.objectContaining({ code: 'preflight-failed' }) as unknown,
      }),
    ],
  ])
})

test('a wrong namespace ends the run with one line', async () => {
  const { line } = await onlyLineOf(['--url', await chat({}), '--dialect', 'get-started', '--namespace', '/nope'])
  expect(line).toMatch(/preflight failed \(namespace\): .*Invalid namespace.*set --namespace/)
})

test('a wrong token ends the run with one line', async () => {
  const refuse: ChatServerOptions['chat'] = (io) => void io.use((_socket, next) => next(new Error('jwt malformed')))
  const { line } = await onlyLineOf(['--url', await chat({ chat: refuse }), '--dialect', 'get-started'])
  expect(line).toMatch(/preflight failed \(namespace\): .*jwt malformed.*--auth/)
})

test('a self-signed certificate ends the run with one line', async () => {
  const { line } = await onlyLineOf(['--url', await chat({ tls: true }), '--dialect', 'get-started'])
  expect(line).toMatch(/self-signed.*--ca <file>.*--insecure/)
})

test('a gateway that never relays ends the run with one line', async () => {
  const url = await chat({ chat: getStarted(() => undefined) })
  const { line } = await onlyLineOf(['--url', url, '--dialect', 'get-started'])
  expect(line).toMatch(/preflight failed \(delivery\): nobody in the room received .*relays: false/)
})

test('a gateway that relays twice ends the run with one line, with the official client too', async () => {
  const twice = getStarted((emit) => {
    emit()
    emit()
  })
  const { line } = await onlyLineOf([
    '--url',
    await chat({ chat: twice }),
    '--dialect',
    'get-started',
    '--client',
    'socket.io',
  ])
  expect(line).toMatch(
    /preflight failed \(delivery\): every user received one message of "chat message" 2 times\..*bound more than once/,
  )
})

test('a server that answers nothing ends the run with one line', async () => {
  const silent = await HostileServer.start(() => undefined)
  server = silent
  const { line } = await onlyLineOf(['--url', silent.url, '--dialect', 'get-started'])
  expect(line).toMatch(/preflight failed \(handshake\): .* The port takes connections and answers nothing/)
})

test('a search ends with the same line', async () => {
  const args = ['--saturate', '--url', await chat({}), '--dialect', 'get-started', '--path', '/ws/']
  const { line } = await onlyLineOf(args, ['fan-out on external: search 1 of 3'])
  expect(line).toMatch(/preflight failed \(handshake\)/)
})
