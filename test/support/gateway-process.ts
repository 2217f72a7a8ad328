import { referenceGateway } from '../../target/reference-gateway.ts'
import { type ProcessExit, SupervisedProcess } from '../../target/supervised-process.ts'
import { testSecret } from './sign-token.ts'

const stopGraceMs = 10_000
/** Preloaded, so that a gateway ends when its test does not get to stop it: the channel closes with us, however we end. */
const endWithUs = "data:text/javascript,process.once('disconnect',()=>process.exit(1));process.channel.unref()"
const startLine = /^listening on (http:\S+)$/

/** A reference gateway that runs in a process of its own. */
export interface GatewayProcess {
  /** Base URL. */
  readonly url: string
  readonly pid: number
  /** Resolves when it has ended, however that came about. */
  readonly exited: Promise<ProcessExit>
  /** How it ended, or `undefined` while it runs. */
  exit(): ProcessExit | undefined
  /** The last lines it printed, oldest first. */
  lines(): readonly string[]
  signal(name: NodeJS.Signals): void
  /** Asks it to end, by force where it does not. Safe to call twice. */
  stop(): Promise<void>
}

/** How a gateway ended that did not get to listen. */
export interface FailedStart extends ProcessExit {
  readonly lines: readonly string[]
}

/** Starts the reference gateway on a free port; rejects with what it printed when it does not get to listen. */
export async function startGateway(env: NodeJS.ProcessEnv = {}): Promise<GatewayProcess> {
  const outcome = await launch(env)
  if ('url' in outcome) return outcome
  throw new Error(`the gateway ended with ${outcome.exitCode ?? outcome.signal}: ${outcome.lines.join('\n')}`)
}

/** Starts a gateway that is expected to refuse; rejects, after stopping it, when it listens. */
export async function failToStartGateway(env: NodeJS.ProcessEnv): Promise<FailedStart> {
  const outcome = await launch(env)
  if (!('url' in outcome)) return outcome
  await outcome.stop()
  throw new Error('the gateway started, and should have refused to')
}

async function launch(env: NodeJS.ProcessEnv): Promise<GatewayProcess | FailedStart> {
  const {
    command: [node = process.execPath, ...program],
    env: needed,
  } = referenceGateway()
  const listening = Promise.withResolvers<string>()
  const gateway = await SupervisedProcess.start({
    what: 'gateway',
    command: [node, `--import=${endWithUs}`, ...program],
    ipc: true,
    env: { PATH: process.env['PATH'], ...needed, JWT_SECRET: testSecret, ...env },
    onLine: (line) => {
      const url = startLine.exec(line)?.[1]
      if (url !== undefined) listening.resolve(url)
    },
  })
  const outcome = await Promise.race([listening.promise, gateway.exited])
  if (typeof outcome !== 'string') return { ...outcome, lines: gateway.lastLines }
  return {
    url: outcome,
    pid: gateway.pid,
    exited: gateway.exited,
    exit: () => gateway.exit,
    lines: () => gateway.lastLines,
    signal: (name) => gateway.child.kill(name),
    stop: async () => gateway.stop(stopGraceMs),
  }
}
