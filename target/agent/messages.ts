import type { InstanceUsage } from '../target.ts'

/** A server of the process listens. */
export interface ListeningMessage {
  readonly gatecrash: 'listening'
  readonly pid: number
  /** As `server.address()` says it: `127.0.0.1`, `::`. */
  readonly address: string
  readonly port: number
  /** Whether the server speaks TLS. */
  readonly secure: boolean
}

/** Asks the agent for a reading. */
export interface UsageRequest {
  readonly gatecrash: 'read-usage'
  readonly id: number
  /** Run a full garbage collection first. */
  readonly collect: boolean
}

/** The agent's answer to the request of the same id. */
export interface UsageAnswer {
  readonly gatecrash: 'usage'
  readonly id: number
  readonly usage: InstanceUsage
}

/** Asks the agent to begin a CPU profile, or to end it and write it to a file. */
export type ProfileRequest =
  | { readonly gatecrash: 'start-profile'; readonly id: number; readonly intervalMicros: number }
  | { readonly gatecrash: 'stop-profile'; readonly id: number; readonly path: string }

/** The agent's answer to the request of the same id: done, or why not. */
export interface ProfileAnswer {
  readonly gatecrash: 'profile'
  readonly id: number
  readonly problem?: string
}

/** Everything that an agent can be asked. */
export type AgentRequest = UsageRequest | ProfileRequest

/** A message to or from one worker, carried by the primary of a Node cluster. */
export interface RelayedMessage {
  readonly gatecrash: 'relay'
  /** Index of the instance, from 0. */
  readonly instance: number
  readonly message: AgentMessage
}

/** A worker of a Node cluster has ended; the primary ends after it. */
export interface WorkerExitMessage {
  readonly gatecrash: 'worker-exit'
  readonly instance: number
  readonly exitCode: number | null
  readonly signal: string | null
}

/** Every message between us and a process that we started; its first key keeps it apart from the messages of an application. */
export type AgentMessage =
  ListeningMessage | AgentRequest | UsageAnswer | ProfileAnswer | RelayedMessage | WorkerExitMessage

/** Whether an IPC message is one of ours. */
export function isAgentMessage(message: unknown): message is AgentMessage {
  return typeof message === 'object' && message !== null && 'gatecrash' in message
}
