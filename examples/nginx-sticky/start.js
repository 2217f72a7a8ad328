/**
 * Starts Redis (unless REDIS_URL names one), two instances of the chat and nginx before them; Ctrl-C stops all of it.
 * PORTS changes where they listen: of nginx, of the first and of the second instance.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const documented = ['8080', '8081', '8082']
const [front = '', ...instances] = process.env['PORTS']?.split(',') ?? documented
const path = `${process.env['PATH']}:/usr/sbin`
/** @type {import('node:child_process').ChildProcess[]} */
const children = []
const folder = await mkdtemp(join(tmpdir(), 'nginx-sticky-'))
// nginx gives up the rights of root, and must still get in.
await chmod(folder, 0o755)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(0))

const redisUrl = process.env['REDIS_URL'] ?? (await startRedis())
await Promise.all(instances.map(startInstance))
await startNginx()
console.log(`listening on http://127.0.0.1:${front}`)

/** @returns {Promise<string>} its URL */
async function startRedis() {
  const port = await freePort()
  const redis = run('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', ''])
  await untilPrinted(redis.stdout, /ready to accept connections/i)
  return `redis://127.0.0.1:${port}`
}

/** @param {string} port */
async function startInstance(port) {
  const child = fork(new URL('server.js', import.meta.url), {
    env: { ...process.env, PORT: port, REDIS_URL: redisUrl },
  })
  keep(child, `the instance on port ${port}`)
  await once(child, 'message')
}

async function startNginx() {
  const ports = new Map(documented.map((port, index) => [port, [front, ...instances][index] ?? port]))
  const conf = await readFile(new URL('nginx.conf', import.meta.url), 'utf8')
  const file = join(folder, 'nginx.conf')
  await writeFile(
    file,
    conf.replace(/(?<=127\.0\.0\.1:)\d+/g, (port) => ports.get(port) ?? port),
  )
  const nginx = run('nginx', ['-e', 'stderr', '-p', folder, '-c', file])
  await untilPrinted(nginx.stderr, /start worker process /)
}

/** @param {string} program @param {readonly string[]} args */
function run(program, args) {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  keep(child, program)
  return child
}

/** @param {import('node:child_process').ChildProcess} child @param {string} what */
function keep(child, what) {
  children.push(child)
  child.on('error', (error) => fail(`${what} cannot be started: ${error.message}`))
  child.on('exit', (code) => fail(`${what} has ended (${code})`))
}

/** @param {string} problem */
function fail(problem) {
  console.error(problem)
  void stop(1)
}

/** @param {number} exitCode */
async function stop(exitCode) {
  await Promise.all(children.map(end))
  await rm(folder, { recursive: true, force: true })
  process.exit(exitCode)
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  child.removeAllListeners('exit')
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill()
  await once(child, 'exit')
}

/** Resolves when such a line has come; the rest is read and, where it tells of trouble, shown. @param {import('node:stream').Readable} output @param {RegExp} line */
async function untilPrinted(output, line) {
  const { promise, resolve } = Promise.withResolvers()
  createInterface(output).on('line', (printed) => {
    if (line.test(printed)) resolve(undefined)
    if (/\[(emerg|alert|crit|error)\]/.test(printed)) console.error(printed)
  })
  await promise
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return String(port)
}
