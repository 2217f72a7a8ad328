import { clusterTarget } from '../target/cluster.ts'
import { resolveJwtSecret } from '../target/jwt-secret.ts'
import { singleTarget } from '../target/single.ts'
import { TargetError } from '../target/target-error.ts'
import type { RunningTarget, Target } from '../target/target.ts'
import { readCommandLine, type TextSink } from './cli/command-line.ts'
import { interruptible } from './cli/interruption.ts'
import { serveCommand, type ServeOptions } from './serve/command.ts'
import { InstanceLog } from './serve/instance-log.ts'
import { silentProgramName } from './cli/program/program-name.ts'

export { serveCommand as command } from './serve/command.ts'

/** `npm run serve`: runs the reference gateway until Ctrl-C. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return interruptible((signal) => serve(args, process.env, process.stdout, process.stderr, signal))
}

/** The program behind `main`, with everything that it touches passed in; `signal` is aborted with an exit code. */
export async function serve(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  out: TextSink,
  err: TextSink,
  signal: AbortSignal,
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
    return await serveUntil(running, out, err, signal)
  } catch (error) {
    if (!(error instanceof TargetError)) throw error
    err.write(`serve: ${error.message}\n`)
    return 2
  }
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

async function serveUntil(running: RunningTarget, out: TextSink, err: TextSink, signal: AbortSignal): Promise<number> {
  try {
    introduce(running, out, err)
    const end = await Promise.race([interruptionOf(signal), running.died])
    if (typeof end === 'number') return end
    err.write(`serve: ${end.what} ended (${end.signal ?? `exit code ${end.exitCode}`}); stopping.\n`)
    return 3
  } finally {
    await running.stop()
  }
}

/** Resolves with the exit code to end with, once the signal is aborted. */
function interruptionOf(signal: AbortSignal): Promise<number> {
  if (signal.aborted) return Promise.resolve(Number(signal.reason))
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(Number(signal.reason)), { once: true })
  })
}

function introduce(running: RunningTarget, out: TextSink, err: TextSink): void {
  for (const { message, advice } of running.warnings) err.write(`serve: ${message} ${advice}\n`)
  running.urls.forEach((url, index) => out.write(`instance ${index + 1}  ${url}\n`))
  const redis = running.redis === undefined ? '' : `, Redis ${running.redis.version} (${running.redis.source})`
  out.write(`adapter ${running.adapter}${redis}; namespace /chat; Ctrl-C stops\n`)
  out.write(`a token for a user: ${silentProgramName('token')} --user ada\n`)
}
