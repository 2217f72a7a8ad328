import { setTimeout as delay } from 'node:timers/promises'
import { probeHttp } from '../../target/http-probe.ts'
import { OrphanGuard } from '../../target/orphan-guard.ts'
import { startFailure } from '../../target/start-failure.ts'
import { SupervisedProcess, type ProcessExit } from '../../target/supervised-process.ts'
import { TargetError } from '../../target/target-error.ts'
import type { TargetDeath } from '../../target/target.ts'
import { clinicCommand } from './clinic-command.ts'
import type { ClinicTool } from './clinic-tool.ts'

/** How a gateway is run under Clinic. */
export interface ClinicProcessOptions {
  /** What messages call the instance: `instance 1`. */
  readonly what: string
  readonly tool: ClinicTool
  /** Starts the gateway: a Node program and its arguments. */
  readonly command: readonly string[]
  /** Of the gateway; it listens on `PORT` of `HOST`. */
  readonly env: NodeJS.ProcessEnv
  /** An empty folder of its own: Clinic writes there, and so does V8. It is removed where we are ended by force. */
  readonly folder: string
  readonly launcher: readonly string[]
  readonly startTimeoutMs: number
}

/** Clinic says so when the process that it watches has ended. */
const watchedEnded = /^(- )?Analysing data/
/** What Clinic says itself, as opposed to the gateway. */
const clinicsOwn = /^(- )?(Analysing data|To generate the report|Received Ctrl\+C)/
const clinicsVerdict = /process exited with exit code|subprocess error, code:|Child process exited with code/
const pollMs = 50
const exitCodeMs = 500
/** The most that Clinic may take to make its page of what it has gathered, in milliseconds. */
const pageTimeoutMs = 180_000

/** A gateway that runs under Clinic, which runs as a process of its own between us and it. */
export class ClinicProcess {
  readonly url: string
  /** Resolves when the gateway ends before `stop` was called; never rejects. */
  readonly died: Promise<TargetDeath>
  readonly #process: SupervisedProcess
  readonly #guard: OrphanGuard
  #isStopping = false

  private constructor(url: string, process: SupervisedProcess, ended: Promise<unknown>, folder: string) {
    this.url = url
    this.#process = process
    this.#guard = new OrphanGuard(-process.pid, folder)
    this.died = new Promise((resolve) => {
      void ended.then(async () => {
        // What comes after this is Clinic's own; Flame tells the exit code a moment later.
        const lastLines = linesOf(process)
        await Promise.race([delay(exitCodeMs), process.exited])
        if (!this.#isStopping) resolve({ what: process.what, exitCode: exitCodeIn(process), signal: null, lastLines })
      })
    })
  }

  /** Starts Clinic and resolves when the gateway answers HTTP. Rejects with a `TargetError` and leaves nothing running. */
  static async start(options: ClinicProcessOptions): Promise<ClinicProcess> {
    const { what, tool, folder, launcher, env } = options
    const { command, env: clinicEnv } = clinicCommand(tool, options.command, env)
    const analysing = Promise.withResolvers<void>()
    const onLine = (line: string): void => {
      if (watchedEnded.test(line)) analysing.resolve()
    }
    const environment = { ...env, ...clinicEnv }
    const child = await SupervisedProcess.start({ what, command, env: environment, cwd: folder, launcher, onLine })
    const ended = Promise.race([analysing.promise, child.exited])
    const started = new ClinicProcess(`http://${env['HOST']}:${env['PORT']}`, child, ended, folder)
    try {
      await started.#untilAnswering(ended, options.startTimeoutMs)
      return started
    } catch (error) {
      started.#isStopping = true
      await started.#kill()
      throw error
    }
  }

  get pid(): number {
    return this.#process.pid
  }

  /**
   * Ends the gateway as Ctrl-C in a terminal does, so that Clinic makes its page of what it has gathered, and resolves when it
   * has. Once `signal` is aborted everything is ended at once, and there is no page. Safe to call twice.
   */
  async stop(signal: AbortSignal): Promise<void> {
    const isFirst = !this.#isStopping
    this.#isStopping = true
    const end = (): void => signalGroup(this.#process.pid, 'SIGKILL')
    if (signal.aborted) end()
    else if (isFirst && this.#process.exit === undefined) signalGroup(this.#process.pid, 'SIGINT')
    signal.addEventListener('abort', end, { once: true })
    const timer = setTimeout(end, pageTimeoutMs)
    await this.#process.exited
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    await this.#kill()
  }

  /** What Clinic said last, for whoever wonders why there is no page. */
  get lastLines(): readonly string[] {
    return this.#process.lastLines
  }

  async #untilAnswering(ended: Promise<unknown>, timeoutMs: number): Promise<void> {
    const deadline = AbortSignal.timeout(timeoutMs)
    let hasEnded = false
    void ended.then(() => (hasEnded = true))
    while (!deadline.aborted) {
      if (hasEnded) throw startFailure(this.#process.what, endOf(this.#process), linesOf(this.#process))
      if (await answers(this.url, deadline)) return
      await delay(pollMs)
    }
    throw new TargetError(
      'start-timeout',
      `${this.#process.what} does not answer at ${this.url} after ${timeoutMs} ms under Clinic: it must listen on the port that PORT says.`,
    )
  }

  async #kill(): Promise<void> {
    signalGroup(this.#process.pid, 'SIGKILL')
    await this.#process.exited
    await this.#guard.release()
  }
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  return await probeHttp(url, signal).then(
    () => true,
    () => false,
  )
}

/** Clinic leads a process group, which the gateway is in. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group has ended.
  }
}

function linesOf(process: SupervisedProcess): readonly string[] {
  return process.lastLines.filter((line) => !clinicsOwn.test(line) && !clinicsVerdict.test(line))
}

function endOf(process: SupervisedProcess): ProcessExit {
  return { exitCode: exitCodeIn(process), signal: null }
}

/** The exit code of the gateway, where Clinic tells it. */
function exitCodeIn({ lastLines }: SupervisedProcess): number | null {
  const code = lastLines.map((line) => /\b(?:exit code|code:|with code) (\d+)/.exec(line)?.[1]).findLast(Boolean)
  return code === undefined ? null : Number(code)
}
