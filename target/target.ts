import type { Warning } from '../load/warning.ts'

/**
 * What is measured: a gateway that can be started. Starting it twice gives two independent gateways.
 */
export interface Target {
  /** `single`, `cluster` or `external`: the word a report and a table use for it. */
  readonly name: string
  /** Starts the gateway and resolves when every instance accepts connections. Rejects with a `TargetError`. */
  start(): Promise<RunningTarget>
}

/** A gateway that runs: where it is, what it costs, how it ends. */
export interface RunningTarget {
  /** One base URL per instance, without a path; users are dealt over them in turn. */
  readonly urls: readonly string[]
  /** The Socket.IO adapter in use (`memory`, `redis`, ...), or `unknown` for a gateway that we did not start. */
  readonly adapter: string
  /** The Redis behind the adapter, if there is one that we know of. */
  readonly redis: RedisProvenance | undefined
  /** What the reader of a figure from this target must know, such as instances that share a core. */
  readonly warnings: readonly Warning[]
  /** Resolves when a process of the target ends that nobody asked to end; never rejects, and never resolves after `stop`. */
  readonly died: Promise<TargetDeath>
  /**
   * Reads what each instance and Redis have used so far. With `collect` each instance first runs a full garbage
   * collection, so that heap and RSS can be compared between two readings.
   */
  usage(options?: { readonly collect?: boolean }): Promise<TargetUsage>
  /** What takes a CPU profile of each instance, in the order of the URLs; absent where we did not start them. */
  readonly profilers?: readonly InstanceProfiler[]
  /**
   * Makes sure each instance may open that many files, raising the limit where that is permitted.
   * Rejects with a `TargetError` that names the limit where it is not.
   */
  allowOpenFiles(perInstance: number): Promise<void>
  /** Stops every process of the target and resolves when all have ended. Safe to call twice. */
  stop(): Promise<void>
}

/** Takes V8's own CPU profile of one instance. Both reject with a `TargetError` (`unreachable`) when it does not answer. */
export interface InstanceProfiler {
  /** Begins to sample. */
  start(): Promise<void>
  /** Ends sampling and has the profile written to a file, which Chrome DevTools and VS Code open (`.cpuprofile`). */
  stop(path: string): Promise<void>
}

/** Where a Redis came from: `REDIS_URL`, or a server that we spawned. */
export interface RedisProvenance {
  readonly version: string
  readonly source: 'environment' | 'spawned'
}

/** A process of the target that ended without being asked to. */
export interface TargetDeath {
  /** `instance 1` or `redis`. */
  readonly what: string
  readonly exitCode: number | null
  readonly signal: string | null
  /** The last lines it printed, oldest first. */
  readonly lastLines: readonly string[]
}

/** One reading of a whole target. */
export interface TargetUsage {
  readonly instances: readonly InstanceUsage[]
  readonly redis: RedisUsage | undefined
  /** The process that carries messages between the instances where there is one: the primary of a Node cluster. */
  readonly primary?: InstanceUsage
}

/**
 * One reading of one gateway instance. Figures that the source of the reading does not have are `undefined`:
 * they are then reported as not measured, never as zero.
 */
export interface InstanceUsage {
  /** `proc`: the process and its children, from Linux's `/proc`. */
  readonly source: 'agent' | 'prometheus' | 'proc' | 'none'
  /** When it was read, in milliseconds of the host's monotonic clock. */
  readonly at: number
  /** CPU time used since the process started, user and system, in milliseconds. */
  readonly cpuMs: number | undefined
  readonly rssBytes: number | undefined
  readonly heapUsedBytes: number | undefined
  /** Memory outside the JavaScript heap that JavaScript objects hold, such as buffers. */
  readonly externalBytes: number | undefined
  /** What is resident of V8's space for young objects, which grows in steps with what survives. */
  readonly youngBytes: number | undefined
  /** Event-loop delay since the previous reading, in milliseconds. */
  readonly eventLoopDelay: { readonly p50: number; readonly p99: number; readonly max: number } | undefined
  /** Time the event loop was busy since the process started, in milliseconds. */
  readonly eventLoopActiveMs: number | undefined
  /** Time spent in garbage collection since the process started, in milliseconds. */
  readonly gcMs: number | undefined
  /** TCP connections open to the instance's servers. */
  readonly connections: number | undefined
}

/** One reading of Redis, from `INFO`. */
export interface RedisUsage {
  /** CPU time used since the server started, user and system, in milliseconds. */
  readonly cpuMs: number
  readonly usedMemoryBytes: number
  readonly commands: number
  readonly bytesIn: number
  readonly bytesOut: number
}
