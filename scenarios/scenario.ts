import type { Transport } from '../load/client/chat-client.ts'
import type { Workload } from '../load/workload.ts'
import type { Parameters } from './parameter.ts'
import type { ParameterValues } from './parameter-values.ts'

/** What is done to a target: one question, its parameters, and the workload that answers it. */
export interface Scenario {
  readonly name: string
  /** One sentence that the figures answer. */
  readonly question: string
  readonly parameters: Parameters
  /** The transports that are compared; absent where the one that was asked for is used. */
  readonly transports?: readonly Transport[]
  /** Problems between values that are fine one by one, one line each; empty when there are none. */
  check(values: ParameterValues): readonly string[]
  /** The workload of one trial. Called only with values that `check` found fine; `seed` is the trial's own. */
  workload(values: ParameterValues, transport: Transport, seed: number): Workload
}
