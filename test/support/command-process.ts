import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const runner = fileURLToPath(new URL('../../scripts/run.js', import.meta.url))

/** A command of ours as a process of its own. */
export interface CommandProcess {
  readonly pid: number
  readonly ended: Promise<{ readonly exitCode: number | null; readonly out: string; readonly err: string }>
  /** Resolves once the command has written such words to its standard error; rejects where it ends before. */
  untilSaid(words: string): Promise<void>
}

/** Starts `node scripts/run.js <args>`, as the npm scripts do; what `launcher` says is put before it, `cwd` is the working directory. */
export function startCommand(args: readonly string[], launcher: readonly string[] = [], cwd?: string): CommandProcess {
  const [command = '', ...rest] = [...launcher, process.execPath, runner, ...args]
  const child = spawn(command, rest, {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const news = new EventTarget()
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
    news.dispatchEvent(new Event('news'))
  })
  const errEnded = new Promise((resolve) => child.stderr.on('end', resolve))
  const ended = Promise.all([exited, text(child.stdout), errEnded]).then(([exitCode, out]) => ({ exitCode, out, err }))
  return {
    pid: child.pid ?? 0,
    ended,
    untilSaid: (words) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (err.includes(words)) resolve()
        }
        news.addEventListener('news', look)
        look()
        void ended.then(() => reject(new Error(`it has ended without "${words}": ${err}`)))
      }),
  }
}
