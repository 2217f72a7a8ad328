import { fileURLToPath } from 'node:url'
import { referenceDialect } from '../../load/client/dialects/reference.ts'
import type { HttpTrialOptions } from '../../load/http/http-run.ts'
import type { HttpPlan } from '../../load/http/http-plan.ts'
import { allowOpenFiles } from '../../target/open-files.ts'
import { singleTarget } from '../../target/single.ts'
import type { Target } from '../../target/target.ts'
import { testSecret } from './trial-options.ts'

/** A plan of health checks alone, small enough to be quick; override what a test is about. */
export function httpPlan(overrides: Partial<HttpPlan> = {}): HttpPlan {
  return {
    requests: ['health'],
    connections: 4,
    rate: undefined,
    warmUpMs: 100,
    windowMs: 400,
    timeoutMs: 5000,
    historyMessages: 5,
    ...overrides,
  }
}

/** The options of a trial with one worker; override what a test is about. */
export function httpTrialOptions(
  target: Target,
  plan: HttpPlan,
  overrides: Partial<HttpTrialOptions> = {},
): HttpTrialOptions {
  return {
    target,
    plan,
    generator: { dialect: { definition: referenceDialect({ secret: testSecret }) }, workers: 1, launcher: [] },
    allowOpenFiles: (pid, files, what) => allowOpenFiles(what, pid, files),
    signal: new AbortController().signal,
    onStarted: () => undefined,
    onPhase: () => undefined,
    ...overrides,
  }
}

/** A target that runs the HTTP server of tests, set up by the environment that its own file describes. */
export function httpTarget(env: Record<string, string> = {}): Target {
  const program = fileURLToPath(new URL('http-server.ts', import.meta.url))
  return singleTarget({ command: [process.execPath, program], env })
}
