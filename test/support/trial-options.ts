import { fileURLToPath } from 'node:url'
import { traitsOf } from '../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../load/client/dialects/reference.ts'
import { onlyOver } from '../../load/transport-shares.ts'
import type { TrialOptions } from '../../load/trial-context.ts'
import type { Measurement, TrialResult } from '../../load/trial-result.ts'
import type { MessagePlan, Workload } from '../../load/workload.ts'
import { allowOpenFiles } from '../../target/open-files.ts'
import { singleTarget } from '../../target/single.ts'
import type { Target } from '../../target/target.ts'

/** Signs the tokens of trials in tests. */
export const testSecret = 'a-secret-that-only-tests-know-and-share'

const dialect = referenceDialect({ secret: testSecret })

/** A workload of one room in which everybody is sent `rate` messages a second; override what a test is about. */
export function workloadOf(
  members: number,
  rate: number,
  windowMs: number,
  overrides: Omit<Partial<Workload>, 'messages'> & { readonly messages?: Partial<MessagePlan> } = {},
): Workload {
  const { messages, ...others } = overrides
  const warmUpMs = messages?.warmUpMs ?? 200
  return {
    transports: onlyOver('websocket'),
    rooms: [{ rooms: 1, members, weight: 1 }],
    connects: { warmUpUsers: 0, arrivals: { model: 'closed' }, timeoutMs: 10_000 },
    idle: undefined,
    gatewayEnvironment: {},
    ...others,
    messages: {
      schedule: { kind: 'constant', arrivalRate: rate, durationMs: warmUpMs + windowMs },
      warmUpMs,
      sendersPerRoom: 1,
      payloadBytes: 64,
      acknowledged: false,
      maxUnacknowledged: 1000,
      drainTimeoutMs: 5000,
      ...messages,
    },
  }
}

/** The options of a trial with one worker; override what a test is about. */
export function trialOptions(target: Target, workload: Workload, overrides: Partial<TrialOptions> = {}): TrialOptions {
  return {
    target,
    workload,
    generator: {
      client: 'lean',
      dialect: { definition: dialect },
      workers: 1,
      filesPerProcess: undefined,
      launcher: () => [],
      localAddresses: [],
    },
    seed: 1,
    traits: traitsOf(dialect),
    allowOpenFiles: (pid, files, what) => allowOpenFiles(what, pid, files),
    signal: new AbortController().signal,
    onStarted: () => undefined,
    onPhase: () => undefined,
    onProgress: () => undefined,
    ...overrides,
  }
}

/** A target that runs the fake gateway, set up by the environment that its own file describes. */
export function fakeTarget(env: Record<string, string> = {}): Target {
  const program = fileURLToPath(new URL('fake-gateway.ts', import.meta.url))
  return singleTarget({ command: [process.execPath, program], env })
}

/** What a trial measured, whether it was valid or not: test machines are busy. Throws for a trial that failed. */
export function measured(result: TrialResult): Measurement {
  if (result.status === 'completed' || result.status === 'invalid') return result
  throw new Error(`the trial has ${result.status}: ${JSON.stringify(result)}`)
}
