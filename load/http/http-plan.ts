/** The requests that are measured, in the order in which they are: each has one figure of its own. */
export const httpRequestNames = ['health', 'history', 'handshake'] as const

/** A health check, the history of a room, or the first request of a session by Engine.IO polling. */
export type HttpRequestName = (typeof httpRequestNames)[number]

/** What is requested of a server, and how often: each kind of request by itself, one after the other. */
export interface HttpPlan {
  readonly requests: readonly HttpRequestName[]
  /** Connections that are kept open and used in turn. */
  readonly connections: number
  /** Requests that fall due per second; `undefined`: as many as are answered, one at a time on each connection. */
  readonly rate: number | undefined
  /** Of each kind of request, as is the window. */
  readonly warmUpMs: number
  readonly windowMs: number
  /** The most that an answer may take, in milliseconds: 1,000 at least. */
  readonly timeoutMs: number
  /** Messages in the room whose history is asked for, on each instance. */
  readonly historyMessages: number
}
