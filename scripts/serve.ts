import { Argument, Command, InvalidArgumentError, Option } from 'commander'

import { adapters, type Adapter } from '../target/adapter.ts'
import { clusterTarget } from '../target/cluster.ts'
import { gatewayOptions } from '../target/gateway/options.ts'
import { resolveJwtSecret } from '../target/jwt-secret.ts'
import { singleTarget } from '../target/single.ts'
import { TargetError } from '../target/target-error.ts'
import type { RunningTarget, Target } from '../target/target.ts'
import { readCommandLine, type TextSink } from './cli/command-line.ts'
import { secretHelp } from './token.ts'

const exitInterrupted = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
const mostInstances = 64

/** What ended a command from outside. */
export type Interruption = keyof typeof exitInterrupted

interface ServeOptions {
  readonly instances?: number
  readonly adapter?: Adapter
  readonly port: number
  readonly presence: 'on' | 'off'
}

/** `npm run serve`: runs the reference gateway until Ctrl-C. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const interrupted = Promise.withResolvers<Interruption>()
  const signals = Object.keys(exitInterrupted) as Interruption[]
  for (const signal of signals) process.on(signal, interrupted.resolve)
  try {
    return await serve(args, process.env, process.stdout, process.stderr, interrupted.promise)
  } finally {
    for (const signal of signals) process.off(signal, interrupted.resolve)
  }
}

/** The program behind `main`, with everything that it touches passed in. */
export async function serve(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  out: TextSink,
  err: TextSink,
  interrupted: Promise<Interruption>,
): Promise<number> {
  const command = serveCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') {
    out.write(line.text)
    return 0
  }
  if (line.kind === 'wrong') {
    err.write(`serve: ${line.problem}\n`)
    return 2
  }
  try {
    const log = new InstanceLog(err)
    const target = targetOf(command.args[0] ?? '', command.opts<ServeOptions>(), env, log)
    const running = await target.start()
    log.open()
    return await serveUntil(running, out, err, interrupted)
  } catch (error) {
    if (!(error instanceof TargetError)) throw error
    err.write(`serve: ${error.message}\n`)
    return 2
  }
}

function serveCommand(): Command {
  return new Command('npm run serve --')
    .description('Runs the reference gateway in the foreground, until Ctrl-C.')
    .addArgument(new Argument('<target>', 'one process, or several behind one adapter').choices(['single', 'cluster']))
    .option('--instances <n>', 'instances of the cluster (default: 2)', wholeNumber(1, mostInstances))
    .addOption(
      new Option('--adapter <name>', 'Socket.IO adapter; default memory, for a cluster redis').choices(adapters),
    )
    .option(
      '--port <n>',
      "port of the first instance, the next one's one higher; 0: any free ones",
      wholeNumber(0, 65_535),
      0,
    )
    .addOption(new Option('--presence <word>', 'tell rooms who comes and goes').choices(['on', 'off']).default('off'))
    .addHelpText('after', () => `${secretHelp}\n\nThe gateway also reads:\n${gatewayHelp()}`)
}

/** What the command has flags for, or decides itself, is left out of the gateway's list. */
function gatewayHelp(): string {
  const decided = new Set(['PORT', 'ADAPTER', 'JWT_SECRET', 'CHAT_PRESENCE', 'REDIS_URL'])
  const rows = gatewayOptions
    .filter(({ name }) => !decided.has(name))
    .map(({ name, description, default: value }) => [name, value ? `${description} Default ${value}.` : description])
  rows.unshift(['REDIS_URL', 'Redis of the redis adapters. Default: a redis-server or valkey-server is started.'])
  const width = Math.max(...rows.map(([name = '']) => name.length))
  return `${rows.map(([name = '', text = '']) => `  ${name.padEnd(width)}  ${text}`).join('\n')}\n`
}

function targetOf(name: string, options: ServeOptions, env: NodeJS.ProcessEnv, log: InstanceLog): Target {
  const { instances, adapter, port, presence } = options
  if (name === 'single' && instances !== undefined) {
    throw new TargetError('configuration', '--instances is for a cluster; a single target has one.')
  }
  const started = {
    adapter,
    port,
    env: { ...env, CHAT_PRESENCE: presence, JWT_SECRET: resolveJwtSecret(env) },
    delayResolutionMs: 0,
    onLine: (what: string, text: string) => log.write(what, text),
  }
  return name === 'single' ? singleTarget(started) : clusterTarget({ ...started, instances })
}

async function serveUntil(
  running: RunningTarget,
  out: TextSink,
  err: TextSink,
  interrupted: Promise<Interruption>,
): Promise<number> {
  try {
    introduce(running, out, err)
    const end = await Promise.race([interrupted, running.died])
    if (typeof end === 'string') return exitInterrupted[end]
    err.write(`serve: ${end.what} ended (${end.signal ?? `exit code ${end.exitCode}`}); stopping.\n`)
    return 3
  } finally {
    await running.stop()
  }
}

/** Shows what the instances print once they run; before that, the error that they fail with repeats it. */
class InstanceLog {
  readonly #err: TextSink
  #isOpen = false

  constructor(err: TextSink) {
    this.#err = err
  }

  open(): void {
    this.#isOpen = true
  }

  write(what: string, line: string): void {
    if (this.#isOpen) this.#err.write(`${what}: ${line}\n`)
  }
}

function introduce(running: RunningTarget, out: TextSink, err: TextSink): void {
  for (const { message, advice } of running.warnings) err.write(`serve: ${message} ${advice}\n`)
  running.urls.forEach((url, index) => out.write(`instance ${index + 1}  ${url}\n`))
  const redis = running.redis === undefined ? '' : `, Redis ${running.redis.version} (${running.redis.source})`
  out.write(`adapter ${running.adapter}${redis}; namespace /chat; Ctrl-C stops\n`)
  out.write('a token for a user: npm run --silent token -- --user ada\n')
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
  }
}
