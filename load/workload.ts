import type { ByTransport } from './offered-load.ts'
import type { ScheduleSpec } from './schedule.ts'

/** What is done to a target in one trial, as plain data: a scenario makes it, the generator carries it out. */
export interface Workload {
  /** The share of the users that each transport has: at every room, and summing to 1. */
  readonly transports: ByTransport
  /** Every user is a member of one room. */
  readonly rooms: readonly RoomGroup[]
  readonly connects: ConnectPlan
  /** A time in which all users stay connected and silent, after any messages; absent where that is of no interest. */
  readonly idle: IdlePlan | undefined
  /** The messages that users send; absent where connecting is all there is. */
  readonly messages: MessagePlan | undefined
  /** Settings that the gateway must be started with, as environment variables. */
  readonly gatewayEnvironment: Readonly<Record<string, string>>
}

/** Rooms of one size. */
export interface RoomGroup {
  readonly rooms: number
  /** Users in each of them. */
  readonly members: number
  /** How many messages go into each of them next to rooms of other groups: a positive whole number. */
  readonly weight: number
}

/** A time of silence: so long, or until every connection has had its first heartbeat, which is then what it costs. */
export type IdlePlan =
  | { readonly kind: 'duration'; readonly durationMs: number }
  | { readonly kind: 'heartbeat'; readonly intervalMs: number }

/** How users arrive. */
export interface ConnectPlan {
  /** Users that connect first, a few at a time, so that the gateway's code is warm; not measured. */
  readonly warmUpUsers: number
  /**
   * The other users: at due times of their own, whatever became of the earlier ones (`open`, and measured),
   * or a few at a time as fast as the gateway takes them (`closed`, where connecting is not the question).
   */
  readonly arrivals: { readonly model: 'open'; readonly schedule: ScheduleSpec } | { readonly model: 'closed' }
  /** The most users per second that connect where no due times say when: all processes together. Default: as many as are taken. */
  readonly mostPerSecond?: number
  /** The most a connect may take, in milliseconds. */
  readonly timeoutMs: number
}

/** Which messages are sent, when, and how they are followed. */
export interface MessagePlan {
  /** When messages fall due, over all rooms; the first `warmUpMs` of it are warm-up, the rest is the window. */
  readonly schedule: ScheduleSpec
  readonly warmUpMs: number
  /** Members of each room that take turns in sending. */
  readonly sendersPerRoom: number
  /** Length of each text, in bytes, the stamp included. */
  readonly payloadBytes: number
  /** Whether each message asks for an acknowledgement, which is timed. */
  readonly acknowledged: boolean
  /** A user with that many unacknowledged messages sends no more: what falls due then is dropped, and counted. */
  readonly maxUnacknowledged: number
  /** How long after the window is waited for what is owed, in milliseconds. */
  readonly drainTimeoutMs: number
}
