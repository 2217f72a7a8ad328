/** The part of autocannon 8.0.0 that is used here; it comes without types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  /** One of the requests that each connection makes in turn. */
  interface Request {
    readonly method: 'GET' | 'POST'
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    /** Called before each request; with `undefined` the connection goes back to its first one. */
    readonly setupRequest?: (request: Request, context: Record<string, unknown>) => Request | undefined
    /** Called with each whole answer, just before the connection's event `response`. */
    readonly onResponse?: (status: number, body: string, context: Record<string, unknown>) => void
  }

  /** One connection: events `response` (status), `headers` (of http-parser-js), `connError` (error). */
  interface Client extends EventEmitter {
    /** Makes the next request; called when connected and after each answer. Not documented. */
    _doRequest?: () => void
  }

  interface Options {
    readonly url: string | readonly string[]
    readonly connections: number
    /** Seconds. */
    readonly duration: number
    readonly timeout: number
    /** How often it looks whether to end, in milliseconds. */
    readonly sampleInt: number
    readonly requests: readonly Request[]
    readonly setupClient: (client: Client) => void
  }

  interface Instance extends PromiseLike<unknown> {
    stop(): void
  }

  function autocannon(options: Options): Instance
  export { autocannon as default, type Client, type Instance, type Request }
}
