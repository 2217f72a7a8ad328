import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { findFreePort } from '../../target/free-port.ts'
import { eventually } from '../support/eventually.ts'

/** How a program has ended. */
export interface ProgramEnd {
  readonly exitCode: number | null
  readonly out: string
  readonly err: string
}

/** Runs a program of the installed package to its end. */
export async function runProgram(command: readonly string[], cwd: string): Promise<ProgramEnd> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve)
    child.once('error', reject)
  })
  const [exitCode, out, err] = await Promise.all([exited, text(child.stdout), text(child.stderr)])
  return { exitCode, out, err }
}

/** A gateway that `gatecrash serve` runs. */
export interface ServedGateway {
  readonly url: string
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>
}

/** Starts a command that prints the URL of its gateway; resolves as soon as it has. */
export async function serveGateway(command: readonly string[], cwd: string): Promise<ServedGateway> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, env: environment(), stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT')
    return exited
  }
  const lines = createInterface({ input: child.stdout })
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /http:\/\/[\d.]+:\d+/.exec(line)
      if (found) resolve(found[0])
    })
    void exited.then((exitCode) => reject(new Error(`it ended with ${exitCode} before it printed a URL`)))
  })
  return { url, stop }
}

/** Starts a server that listens on `PORT` of 127.0.0.1; resolves as soon as it answers HTTP. */
export async function startServer(program: string): Promise<ServedGateway> {
  const port = await findFreePort('127.0.0.1')
  const child = spawn(process.execPath, [program], { env: { ...environment(), PORT: String(port) }, stdio: 'inherit' })
  const url = `http://127.0.0.1:${port}`
  await eventually('an answer of the server', () => fetch(url).catch(() => undefined))
  const stop = async (): Promise<number | null> => {
    const exited = once(child, 'exit') as Promise<[number | null]>
    child.kill()
    return (await exited)[0]
  }
  return { url, stop }
}

/** Neither npm's settings of this run nor colours. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_OPTIONS|NODE_ENV$|GITHUB_)/i.test(name),
  )
  return { ...Object.fromEntries(own), NO_COLOR: '1' }
}
