import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { GeneratorError } from './generator-error.ts'
import type { WorkerCalls, WorkerMessage, WorkerPlan, WorkerProgress, WorkerRequest } from './worker/protocol.ts'

const entry = fileURLToPath(import.meta.resolve('./worker/main.ts'))

type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/** The parent's end of one worker process. */
export class WorkerProcess {
  onProgress: (progress: WorkerProgress) => void = () => undefined
  readonly #child: ChildProcess
  readonly #exited: Promise<void>
  readonly #waiting = new Map<number, Settle>()
  #nextId = 1
  #ended: GeneratorError | undefined

  /** Starts the process; `launcher` is put before the command, to place it on a CPU. */
  constructor(launcher: readonly string[]) {
    const [command = process.execPath, ...args] = [...launcher, process.execPath, entry]
    this.#child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      // A process group of its own: a terminal's Ctrl-C reaches the parent alone, which ends its workers in order.
      detached: true,
    })
    this.#child.on('message', (message: WorkerMessage) => {
      this.#take(message)
    })
    this.#child.on('error', (error) => {
      this.#end(`cannot be started: ${error.message}`)
    })
    this.#exited = new Promise((resolve) => {
      this.#child.on('exit', (exitCode, signal) => {
        this.#end(signal === null ? `ended with exit code ${exitCode}` : `was killed by ${signal}`)
        resolve()
      })
      this.#child.on('error', () => {
        if (this.#child.pid === undefined) resolve()
      })
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Hands the worker its share; to be awaited before any other call. */
  async prepare(plan: WorkerPlan): Promise<void> {
    await this.#request('prepare', [plan])
  }

  /** Calls the worker. Rejects with a `GeneratorError` when it fails or ends. */
  async call<Name extends keyof WorkerCalls>(
    name: Name,
    ...args: Parameters<WorkerCalls[Name]>
  ): Promise<Awaited<ReturnType<WorkerCalls[Name]>>> {
    return (await this.#request(name, args)) as Awaited<ReturnType<WorkerCalls[Name]>>
  }

  /** Ends the process, whatever it is doing, and resolves when it has ended. */
  async stop(): Promise<void> {
    if (this.#ended === undefined) this.#child.kill('SIGKILL')
    await this.#exited
  }

  #request(call: WorkerRequest['call'], args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended)
        return
      }
      const request: WorkerRequest = { id: this.#nextId++, call, args }
      this.#waiting.set(request.id, { resolve, reject })
      this.#child.send(request)
    })
  }

  #take(message: WorkerMessage): void {
    if (message.kind === 'progress') {
      this.onProgress(message.progress)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.kind === 'answer') waiting?.resolve(message.value)
    else waiting?.reject(new GeneratorError(`a load worker failed: ${message.message}`))
  }

  #end(how: string): void {
    this.#ended ??= new GeneratorError(`load worker ${this.#child.pid ?? ''} ${how}`)
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}
