import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { NodeProcess, type NodeProcessOptions } from '../../target/node-process.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { nodeScript, plainGateway } from '../support/plain-gateway-command.ts'
import { targetErrorOf } from '../support/rejection.ts'

const mark = new ProcessMark()

const listening =
  'const server = require("node:http").createServer((_, answer) => answer.end()).listen(0, "127.0.0.1");'

type Options = Partial<NodeProcessOptions>

function launch(options: Options): Promise<NodeProcess> {
  const defaults = { what: 'instance 1', command: plainGateway.command, startTimeoutMs: 30_000, delayResolutionMs: 20 }
  return NodeProcess.start({ ...defaults, env: { ...process.env, PORT: '0', HOST: '127.0.0.1' }, ...options })
}

async function start(options: Options = {}): Promise<NodeProcess> {
  const started = await launch(options)
  onTestFinished(() => started.stop(5_000))
  return started
}

const failures: readonly { title: string; code: string; says: string; options: Options }[] = [
  {
    title: 'a program that is not there',
    code: 'start-failed',
    says: '/nowhere/node',
    options: { command: ['/nowhere/node', 'main.js'] },
  },
  { title: 'an empty command', code: 'configuration', says: 'empty', options: { command: [] } },
  {
    title: 'a script that is not there',
    code: 'start-failed',
    says: '/nowhere/main.js',
    options: { command: [process.execPath, '/nowhere/main.js'] },
  },
  {
    title: 'a command that ends at once',
    code: 'start-failed',
    says: 'exit code 0',
    options: { command: nodeScript('') },
  },
  {
    title: 'a command that refuses its configuration',
    code: 'configuration',
    says: 'PORT: must be a number',
    options: { command: nodeScript('console.error("PORT: must be a number"); process.exitCode = 2') },
  },
  {
    title: 'a command that never listens',
    code: 'start-timeout',
    says: 'listens on no port',
    options: { command: nodeScript('setInterval(() => {}, 1000)'), startTimeoutMs: 500 },
  },
  {
    title: 'a server that does not speak HTTP',
    code: 'start-timeout',
    says: 'answers no HTTP',
    options: { command: nodeScript('require("node:net").createServer().listen(0)'), startTimeoutMs: 500 },
  },
]

test.each(failures)('explains $title, and leaves nothing running', async ({ code, says, options }) => {
  const error = await targetErrorOf(launch({ ...options, env: { ...process.env, PORT: '0' } }))
  expect(error).toMatchObject({ code })
  expect(error.message).toContain(says)
  expect(error.message).not.toContain('\n')
  expect(await mark.pids()).toEqual([])
})

test('explains a port that is in use', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const error = await targetErrorOf(launch({ env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' } }))
  expect(error.code).toBe('port-in-use')
  expect(error.message).toContain(String(port))
})

test('learns the port from a process that listens on any free one', async () => {
  const started = await start()
  expect(await (await fetch(started.url)).text()).toBe('plain')
})

test('reports a death with the last lines that were printed', async () => {
  const script = `${listening} process.on('SIGUSR2', () => { console.log('farewell'); process.exit(7) })`
  const started = await start({ command: nodeScript(script) })
  process.kill(started.pid, 'SIGUSR2')
  expect(await started.died).toEqual({ what: 'instance 1', exitCode: 7, signal: null, lastLines: ['farewell'] })
})

test('ends by force a process that ignores SIGTERM', async () => {
  const started = await start({ command: nodeScript(`${listening} process.on('SIGTERM', () => {})`) })
  await started.stop(50)
  expect(await mark.pids()).toEqual([])
})

test('does not hold a process that has closed everything', async () => {
  const script = `${listening} process.on('SIGUSR2', () => server.close())`
  const started = await start({ command: nodeScript(script) })
  process.kill(started.pid, 'SIGUSR2')
  expect(await started.died).toMatchObject({ exitCode: 0 })
})

test('is not reached by the Ctrl-C of our terminal, which goes to our process group', async () => {
  const started = await start()
  expect(() => process.kill(-started.pid, 0)).not.toThrow()
})

test('keeps the NODE_OPTIONS of the user', async () => {
  const script = `${listening} console.log(typeof globalThis.gc)`
  const lines: string[] = []
  const env = { ...process.env, NODE_OPTIONS: '--expose-gc' }
  await start({ command: nodeScript(script), env, onLine: (line) => lines.push(line) })
  expect(lines).toEqual(['function'])
})
