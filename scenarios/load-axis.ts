import type { ParameterValue } from './parameter.ts'
import type { ParameterValues } from './parameter-values.ts'

/** A parameter that a saturation search may raise until the target no longer holds it. */
export interface LoadAxis {
  /** Name of a number parameter of the scenario. */
  readonly parameter: string
  /** Where a search begins, and the most that it offers; in the parameter's unit. */
  readonly start: number
  readonly most: number
  /** What users wait for under this load: `<response>.p99` is held to the objective. */
  readonly response: 'connect' | 'delivery' | 'ack'
  /**
   * The metric that tells how fast the machine was: CPU time of the generator for a piece of work that is always the same.
   * Absent where the answer does not depend on speed.
   */
  readonly witness?: string
  /** Values that suit a search better than the defaults of a profile, such as a longer window. */
  readonly values: Readonly<Record<string, ParameterValue>>
  /** Values of other parameters that have to change with the load. */
  readonly follow?: (load: number, values: ParameterValues) => Readonly<Record<string, ParameterValue>>
}

/** The window of a step, in milliseconds: long enough to see a response time grow by a hundredth of it. */
export const stepWindowMs = 4000
