import type { Transport } from '../../load/client/chat-client.ts'
import type { ParameterValues } from '../../scenarios/parameter-values.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import type { MeasureOptions, TargetName } from './measure-options.ts'

/** One thing that is measured: a scenario, on a target, over a transport. It gets one result in the report. */
export interface Cell {
  readonly scenario: Scenario
  readonly values: ParameterValues
  readonly target: TargetName
  readonly transport: Transport
}

/** One trial of a cell; `trial` counts from 1. */
export interface PlannedTrial {
  readonly cell: Cell
  readonly trial: number
}

/** Everything that the options ask to measure, in the order in which it is reported. */
export function cellsOf(options: MeasureOptions): readonly Cell[] {
  return options.scenarios.flatMap((scenario) => {
    const values = options.values.get(scenario)
    if (values === undefined) return []
    const transports = options.transports ?? scenario.transports ?? (['websocket'] as const)
    return options.targets.flatMap((target) => transports.map((transport) => ({ scenario, values, target, transport })))
  })
}

/**
 * The order of the trials: scenario by scenario, and within one the cells that are compared take turns, forwards and
 * backwards (A B B A ...), so that a drift of the machine's speed falls on all of them alike.
 */
export function trialOrder(cells: readonly Cell[], trials: number): readonly PlannedTrial[] {
  const scenarios = [...new Set(cells.map(({ scenario }) => scenario))]
  return scenarios.flatMap((scenario) => {
    const compared = cells.filter((cell) => cell.scenario === scenario)
    return Array.from({ length: trials }, (_, round) => {
      const order = round % 2 === 0 ? compared : compared.toReversed()
      return order.map((cell) => ({ cell, trial: round + 1 }))
    }).flat()
  })
}
