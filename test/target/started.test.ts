import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { findFreePort } from '../../target/free-port.ts'
import { startedTarget, type StartedOptions } from '../../target/started.ts'
import type { RunningTarget } from '../../target/target.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { nodeScript } from '../support/plain-gateway-command.ts'
import { targetErrorOf } from '../support/rejection.ts'

const mark = new ProcessMark()

const serving =
  'require("node:http").createServer((_, answer) => answer.end()).listen(+process.env.PORT, process.env.HOST);'
const python = '/usr/bin/python3'
/** Serves on `PORT`, and uses CPU time when it is asked to. */
const pythonServer = `
import http.server, os, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        end = time.process_time() + (0.1 if self.path == '/work' else 0)
        while time.process_time() < end: pass
        self.send_response(404)
        self.end_headers()
    def log_message(self, *args): pass
server = http.server.HTTPServer((os.environ['HOST'], int(os.environ['PORT'])), Handler)
print('ready to serve', flush=True)
server.serve_forever()
`

const defaults: StartedOptions = {
  name: 'mine',
  command: nodeScript(serving),
  cwd: undefined,
  env: {},
  instances: 1,
  urls: [],
  metricsUrls: [],
  ready: {},
  startTimeoutMs: 30_000,
}

async function start(options: Partial<StartedOptions> = {}): Promise<RunningTarget> {
  const running = await startedTarget({ ...defaults, ...options }).start()
  onTestFinished(() => running.stop())
  return running
}

async function freeUrl(): Promise<string> {
  return `http://127.0.0.1:${await findFreePort('127.0.0.1')}`
}

function sourcesOf({ instances }: Awaited<ReturnType<RunningTarget['usage']>>): readonly string[] {
  return instances.map(({ source }) => source)
}

test('finds out on which port a Node program listens, and reads what it uses by the agent', async () => {
  const running = await start()
  expect((await fetch(running.urls[0] ?? '')).status).toBe(200)
  expect(sourcesOf(await running.usage())).toEqual(['agent'])
})

test('is called by its own name, and its adapter is not known', async () => {
  expect(startedTarget(defaults).name).toBe('mine')
  expect((await start()).adapter).toBe('unknown')
})

test('tells a program the port of its URL', async () => {
  const url = await freeUrl()
  const running = await start({ urls: [url] })
  expect(running.urls).toEqual([url])
  expect((await fetch(url)).status).toBe(200)
})

test('starts as many instances as it is told, each at a port of its own', async () => {
  const { urls } = await start({ instances: 2 })
  expect(new Set(urls).size).toBe(2)
})

test('has one URL where something stands in front of several instances, and reads all of them', async () => {
  const front = createServer((_, answer) => answer.end()).listen(0, '127.0.0.1')
  await once(front, 'listening')
  onTestFinished(() => void front.close())
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
  const running = await start({ instances: 2, urls: [url] })
  expect(running.urls).toEqual([url])
  expect(sourcesOf(await running.usage())).toEqual(['agent', 'agent'])
})

test('gives a program its environment and nothing that is about our own gateway', async () => {
  const lines: string[] = []
  const tell = 'console.log(JSON.stringify([process.env.GREETING, process.env.ADAPTER, process.env.NODE_ENV]));'
  await start({
    command: nodeScript(tell + serving),
    env: { GREETING: 'hello' },
    onLine: (_, line) => void lines.push(line),
  })
  expect(lines).toContain('["hello",null,"production"]')
})

test('lets the environment of a program win over every default', async () => {
  const port = await findFreePort('127.0.0.1')
  const running = await start({ env: { PORT: String(port), NODE_ENV: 'test' } })
  expect(running.urls).toEqual([`http://127.0.0.1:${port}`])
})

test('takes a line of output for the sign that a program is ready, whatever it answers', async () => {
  const script = 'require("node:net").createServer().listen(+process.env.PORT, () => console.log("chat is up"))'
  const running = await start({ command: nodeScript(script), ready: { output: 'is up' } })
  expect(running.urls).toHaveLength(1)
})

test('measures a program that is not Node from outside', async () => {
  const url = await freeUrl()
  const running = await start({ command: [python, '-c', pythonServer], urls: [url] })
  const before = await running.usage()
  await fetch(`${url}/work`)
  const after = await running.usage()
  expect(sourcesOf(after)).toEqual(['proc'])
  expect((after.instances[0]?.cpuMs ?? 0) - (before.instances[0]?.cpuMs ?? 0)).toBeGreaterThanOrEqual(80)
  expect(after.instances[0]?.rssBytes).toBeGreaterThan(2 ** 20)
  expect(running.warnings.map(({ code }) => code)).toContain('usage-from-outside')
})

test('counts the work of processes that a program starts', async () => {
  const url = await freeUrl()
  const script = `const child = require("node:child_process").spawn(process.execPath, ["--eval", ${JSON.stringify(serving)}], { stdio: "inherit" }); child.on("exit", () => process.exit())`
  const running = await start({ command: nodeScript(script), urls: [url] })
  expect(sourcesOf(await running.usage())).toEqual(['proc'])
  await running.stop()
  await expect(mark.gone()).resolves.toBe(true)
})

test('ends a child that a program leaves behind', async () => {
  const script = `require("node:child_process").spawn("/bin/sleep", ["600"], { stdio: "inherit" }); process.on("SIGTERM", () => process.exit());`
  const running = await start({ command: nodeScript(script + serving) })
  await running.stop()
  await expect(mark.gone()).resolves.toBe(true)
})

test('says that a program has died, and its last lines', async () => {
  const script = `${serving} require("node:http"); process.on("SIGUSR2", () => { console.error("no more"); process.exit(7) })`
  const running = await start({ command: nodeScript(script) })
  for (const pid of await mark.pidsOf(/SIGUSR2/)) process.kill(pid, 'SIGUSR2')
  expect(await running.died).toMatchObject({ what: 'instance 1', exitCode: 7, lastLines: ['no more'] })
})

test.each([
  ['npm', ['npm', 'start']],
  ['bash', ['/bin/bash', '-c', 'node server.js']],
  ['tsx', ['tsx', 'main.ts']],
])('refuses %s, which starts the gateway as a process of its own', (program, command) => {
  expect(() => startedTarget({ ...defaults, command })).toThrow(
    `"${program}" starts the gateway as a process of its own`,
  )
})

test('refuses a program that is not Node without a URL', () => {
  expect(() => startedTarget({ ...defaults, command: [python, 'server.py'] })).toThrow('say where it listens')
})

test('refuses URLs that are neither one for all nor one for each', () => {
  const urls = ['http://127.0.0.1:1', 'http://127.0.0.1:2']
  expect(() => startedTarget({ ...defaults, instances: 3, urls })).toThrow('3 instances need one URL for all')
})

const waiting = 'console.log("still loading"); setInterval(() => {}, 1000)'

test.each([
  { title: 'a port', options: { command: nodeScript(waiting) }, says: 'missing is a port that it listens on' },
  {
    title: 'a line of output',
    options: { ready: { output: 'chat is up' } },
    says: 'missing is a line of output with "chat is up"',
  },
  {
    title: 'an answer',
    options: { command: nodeScript(waiting), urls: ['http://127.0.0.1:9'], startTimeoutMs: 5000 },
    says: 'missing is an HTTP answer of http://127.0.0.1:9. Its last lines: still loading',
  },
])('says that it has waited for $title', async ({ options, says }) => {
  const error = await targetErrorOf(startedTarget({ ...defaults, startTimeoutMs: 1500, ...options }).start())
  expect(error.code).toBe('start-timeout')
  expect(error.message).toContain(says)
  await expect(mark.gone()).resolves.toBe(true)
})

test('says how a program has ended before it was ready', async () => {
  const url = await freeUrl()
  const command = [python, '-c', 'raise SystemExit("no module named chat")']
  const error = await targetErrorOf(startedTarget({ ...defaults, command, urls: [url] }).start())
  expect(error.code).toBe('start-failed')
  expect(error.message).toContain('no module named chat')
})

test('starts nothing where something else answers already', async () => {
  const other = createServer((_, answer) => answer.end()).listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  const error = await targetErrorOf(startedTarget({ ...defaults, urls: [url] }).start())
  expect(error.code).toBe('port-in-use')
  expect(error.message).toContain(`Something answers at ${url} before the gateway was started`)
})
