import type { TransportUse } from '../../load/transport-shares.ts'
import type { ParameterValues } from '../../scenarios/parameter-values.ts'
import type { Scenario, WorkloadScenario } from '../../scenarios/scenario.ts'
import type { Adapter } from '../../target/adapter.ts'
import type { MeasureOptions, TargetChoice } from './measure-options.ts'
import type { OwnTarget } from './own-target.ts'

/** One thing that is measured: a scenario with its parameters, on a target, over a transport. It gets one result in the report. */
export interface Cell {
  readonly scenario: Scenario
  readonly values: ParameterValues
  /** `single` or `cluster` of the reference gateway, or the name of `own`. */
  readonly target: string
  /** The gateway, where it is one of the user's. */
  readonly own?: OwnTarget | undefined
  /** How many share the users; 1 of a single one. */
  readonly instances: number
  /** Of a cluster; `undefined`: the default one. */
  readonly adapter: Adapter | undefined
  readonly transport: TransportUse
  /** What progress calls it; default: scenario, target and transport. */
  readonly label?: string
}

/** A cell whose load comes from our own generator. */
export interface WorkloadCell extends Cell {
  readonly scenario: WorkloadScenario
}

/** Whether the load of a cell comes from our own generator. */
export function isWorkloadCell(cell: Cell): cell is WorkloadCell {
  return cell.scenario.kind === 'workload'
}

/** One trial of a cell; `trial` counts from 1. */
export interface PlannedTrial {
  readonly cell: Cell
  readonly trial: number
}

/** A text that two cells share only where they measure the same. */
export function cellKey({ scenario, values, target, instances, adapter, transport }: Cell): string {
  return JSON.stringify([scenario.name, values.all, target, instances, adapter ?? '', transport])
}

/** Everything that the options ask to measure, in the order in which it is reported. */
export function cellsOf(options: MeasureOptions): readonly Cell[] {
  return options.scenarios.flatMap((scenario) => {
    const values = options.values.get(scenario)
    if (values === undefined) return []
    const asked = dealsItself(scenario) ? undefined : options.transports
    const transports = asked ?? scenario.transports ?? (['websocket'] as const)
    return options.targets.flatMap((target) =>
      transports.map((transport) => ({ scenario, values, transport, ...deploymentOf(target, options) })),
    )
  })
}

/** Whether a scenario says by itself over what its users connect, so that what a configuration asks for all is not asked of it. */
function dealsItself({ kind, transports }: Scenario): boolean {
  return kind === 'journey' || transports?.includes('mixed') === true
}

/** The name by which reports and options call a target. */
export function targetNameOf(target: TargetChoice): string {
  return typeof target === 'string' ? target : target.name
}

function instancesOf(own: OwnTarget): number {
  return own.kind === 'started' ? own.instances : Math.max(1, own.urls.length)
}

/** A target as the options would have it. */
export function deploymentOf(
  target: TargetChoice,
  options: Pick<MeasureOptions, 'instances' | 'adapter'>,
): Pick<Cell, 'target' | 'own' | 'instances' | 'adapter'> {
  switch (target) {
    case 'single':
      return { target, instances: 1, adapter: undefined }
    case 'cluster':
      return { target, instances: options.instances, adapter: options.adapter }
    default:
      return { target: target.name, own: target, instances: instancesOf(target), adapter: undefined }
  }
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
