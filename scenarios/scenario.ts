import type { TransportUse } from '../load/transport-shares.ts'
import type { Workload } from '../load/workload.ts'
import type { HttpPlan } from '../load/http/http-plan.ts'
import type { JourneyScript } from './journeys/journey-script.ts'
import type { LoadAxis } from './load-axis.ts'
import type { Parameters } from './parameter.ts'
import type { ParameterValues } from './parameter-values.ts'

/** What every scenario is: one question, and its parameters. */
interface Described {
  readonly name: string
  /** One sentence that the figures answer. */
  readonly question: string
  readonly parameters: Parameters
  /** Left out of a run that names no scenario. */
  readonly onRequest?: true
  /**
   * The transports that are compared, or `mixed` where the users are dealt over them; absent where the one that was asked
   * for is used.
   */
  readonly transports?: readonly TransportUse[]
  /** What a saturation search may raise, the usual one first; absent where there is nothing to search. */
  readonly loads?: readonly LoadAxis[]
  /** Problems between values that are fine one by one, one line each; empty when there are none. */
  check(values: ParameterValues): readonly string[]
}

/** Users of our own generator, who do what a workload says. */
export interface WorkloadScenario extends Described {
  readonly kind: 'workload'
  /** The workload of one trial. Called only with values that `check` found fine; `seed` is the trial's own. */
  workload(values: ParameterValues, transport: TransportUse, seed: number): Workload
}

/** A script that Artillery runs. */
export interface JourneyScenario extends Described {
  readonly kind: 'journey'
  /** What is run, and how large. Called only with values that `check` found fine. */
  journey(values: ParameterValues): JourneyScript
}

/** Plain HTTP requests to the server that the gateway is part of. */
export interface HttpScenario extends Described {
  readonly kind: 'http'
  /** What is requested, and how often. Called only with values that `check` found fine. */
  http(values: ParameterValues): HttpPlan
}

/** What is done to a target, of one of three kinds. */
export type Scenario = WorkloadScenario | JourneyScenario | HttpScenario
