import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

import { LastLines } from './last-lines.ts'
import { TargetError } from './target-error.ts'
import type { TargetDeath } from './target.ts'

/** How a process is started. */
export interface ProcessOptions {
  /** What messages call it: `redis`, `instance 1`. */
  readonly what: string
  /** The program and its arguments. */
  readonly command: readonly string[]
  /** Put before the command, such as `['taskset', '-c', '0']`; it must replace itself by the command. */
  readonly launcher?: readonly string[] | undefined
  readonly env?: NodeJS.ProcessEnv | undefined
  readonly cwd?: string | undefined
  /** Whether the process gets Node's IPC channel. */
  readonly ipc?: boolean | undefined
  /** Called for every line that the process prints, on either stream. */
  readonly onLine?: ((line: string) => void) | undefined
}

/** How a process ended. */
export interface ProcessExit {
  readonly exitCode: number | null
  readonly signal: string | null
}

/**
 * A process that we started and that we end.
 *
 * It leads a process group of its own: a Ctrl-C in the terminal reaches us and not the target, which is then stopped in
 * order, after the load.
 */
export class SupervisedProcess {
  readonly what: string
  readonly child: ChildProcess
  /** Resolves when the process has ended and all that it printed has been read; never rejects. */
  readonly exited: Promise<ProcessExit>
  /** Resolves when the process ends before `stop` was called; never rejects. */
  readonly died: Promise<TargetDeath>
  readonly #output: LastLines
  #exit: ProcessExit | undefined
  #isStopping = false

  private constructor(what: string, child: ChildProcess, output: LastLines) {
    this.what = what
    this.child = child
    this.#output = output
    this.exited = new Promise((resolve) => {
      child.once('close', (exitCode, signal) => {
        this.#exit = { exitCode, signal }
        resolve(this.#exit)
      })
    })
    // What it has started and left behind is no use to anybody, and would keep its output open.
    child.once('exit', () => this.#endGroup())
    this.died = new Promise((resolve) => {
      void this.exited.then((exit) => {
        if (!this.#isStopping) resolve({ what, ...exit, lastLines: this.lastLines })
      })
    })
  }

  /** Starts the process. Rejects with a `TargetError` (`start-failed`) when the program cannot be run at all. */
  static async start(options: ProcessOptions): Promise<SupervisedProcess> {
    const [program, ...args] = [...(options.launcher ?? []), ...options.command]
    if (program === undefined) throw new TargetError('configuration', `The command of ${options.what} is empty.`)
    const output = new LastLines(options.onLine)
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: options.ipc === true ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    })
    if (child.stdout !== null) output.follow(child.stdout)
    if (child.stderr !== null) output.follow(child.stderr)
    const started = new SupervisedProcess(options.what, child, output)
    try {
      await once(child, 'spawn')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new TargetError('start-failed', `Cannot start ${options.what}: ${reason}. Is "${program}" installed?`, {
        cause: error,
      })
    }
    child.on('error', () => {
      // A signal or IPC message that could not be delivered: the process is ending, and `exited` says so.
    })
    return started
  }

  get pid(): number {
    return this.child.pid ?? -1
  }

  /** The last lines that it printed, oldest first. */
  get lastLines(): readonly string[] {
    return this.#output.lines
  }

  /** How it ended, or `undefined` while it runs. */
  get exit(): ProcessExit | undefined {
    return this.#exit
  }

  /** Asks the process to end, and ends it by force after `graceMs`. Safe to call twice and after its end. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true
    if (this.#exit === undefined) this.child.kill('SIGTERM')
    const timer = setTimeout(() => this.#killGroup(), graceMs)
    await this.exited
    clearTimeout(timer)
  }

  /** Ends the process at once, as a crash would: `died` resolves. */
  async kill(): Promise<void> {
    this.#killGroup()
    await this.exited
  }

  #killGroup(): void {
    if (this.#exit === undefined && !this.#endGroup()) this.child.kill('SIGKILL')
  }

  /** Ends all processes of the group that are left; false where there are none, or no groups. */
  #endGroup(): boolean {
    if (this.child.pid === undefined) return false
    try {
      return process.kill(-this.child.pid, 'SIGKILL')
    } catch {
      return false
    }
  }
}
