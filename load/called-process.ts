import { spawn, type ChildProcess } from 'node:child_process'
import { LoginError, loginErrorCode } from './client/login-error.ts'
import { GeneratorError } from './generator-error.ts'

type Call = (...args: never[]) => unknown

/** One request to a process, as {@link CalledProcess} sends it. */
export interface CallRequest {
  readonly id: number
  readonly call: string
  readonly args: readonly unknown[]
}

/** What a called process posts: the answer to a request, or news. */
export type CallMessage<News> =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'progress'; readonly progress: News }

/** What a process is, and where it runs. */
export interface CalledProcessOptions {
  /** The program. */
  readonly entry: string
  /** Put before the command, to place it on a CPU. */
  readonly launcher: readonly string[]
}

type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/** The parent's end of a process of the generator whose functions are called over IPC: `Calls` says which it has. */
export class CalledProcess<Calls extends Readonly<Record<keyof Calls, Call>>, News = never> {
  onProgress: (progress: News) => void = () => undefined
  readonly #child: ChildProcess
  readonly #exited: Promise<void>
  readonly #waiting = new Map<number, Settle>()
  #nextId = 1
  #ended: GeneratorError | undefined

  /** Starts the process. */
  constructor({ entry, launcher }: CalledProcessOptions) {
    const [command = process.execPath, ...args] = [...launcher, process.execPath, entry]
    this.#child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
      // A process group of its own: a terminal's Ctrl-C reaches the parent alone, which ends its workers in order.
      detached: true,
    })
    this.#child.on('message', (message: CallMessage<News>) => {
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

  /** Calls the process. Rejects with a `GeneratorError` when it fails or ends. */
  async call<Name extends keyof Calls & string>(
    name: Name,
    ...args: Parameters<Calls[Name]>
  ): Promise<Awaited<ReturnType<Calls[Name]>>> {
    return (await this.#request(name, args)) as Awaited<ReturnType<Calls[Name]>>
  }

  /** Ends the process, whatever it is doing, and resolves when it has ended. */
  async stop(): Promise<void> {
    if (this.#ended === undefined) this.#child.kill('SIGKILL')
    await this.#exited
  }

  #request(call: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended)
        return
      }
      const request: CallRequest = { id: this.#nextId++, call, args }
      this.#waiting.set(request.id, { resolve, reject })
      this.#child.send(request)
    })
  }

  #take(message: CallMessage<News>): void {
    if (message.kind === 'progress') {
      this.onProgress(message.progress)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.kind === 'answer') waiting?.resolve(message.value)
    else waiting?.reject(errorOf(message))
  }

  #end(how: string): void {
    this.#ended ??= new GeneratorError(`load worker ${this.#child.pid ?? ''} ${how}`)
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}

/** What a process says that it failed with: the login of a user is no fault of the process. */
function errorOf({ code, message }: { readonly code: string; readonly message: string }): Error {
  return code === loginErrorCode ? new LoginError(message) : new GeneratorError(`a load worker failed: ${message}`)
}
