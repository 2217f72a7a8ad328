import type { TransportUse } from '../../load/transport-shares.ts'
import { ParameterValues, defaultValues } from '../../scenarios/parameter-values.ts'
import type { ParameterValue } from '../../scenarios/parameter.ts'
import type { WorkloadScenario } from '../../scenarios/scenario.ts'
import type { Adapter } from '../../target/adapter.ts'
import type { WorkloadCell } from '../bench/cell.ts'

/** Where a cell of a study is measured: one instance, or so many behind an adapter. */
export interface StudyPlace {
  readonly instances: number
  readonly adapter: Adapter | undefined
}

/** One instance, without an adapter. */
export const alone: StudyPlace = { instances: 1, adapter: undefined }

/** What a study measures in one cell, in short. */
export interface StudyCell {
  readonly scenario: WorkloadScenario
  readonly settings: Readonly<Record<string, ParameterValue>>
  readonly place?: StudyPlace
  /** Default: the first one of the scenario. */
  readonly transport?: TransportUse
}

/**
 * Makes cells from what differs from the standard profile. Throws a `TypeError` for a setting that the scenario does not have or
 * that does not fit its others: a bug in the design of the study.
 */
export function studyCells(cells: readonly StudyCell[]): readonly WorkloadCell[] {
  return cells.map(({ scenario, settings, place = alone, ...given }) => {
    const transport = given.transport ?? scenario.transports?.[0] ?? 'websocket'
    const unknown = Object.keys(settings).filter((name) => !Object.hasOwn(scenario.parameters, name))
    const values = new ParameterValues({ ...defaultValues(scenario.parameters, 'standard'), ...settings })
    const problems = [...unknown.map((name) => `there is no parameter ${name}`), ...scenario.check(values)]
    if (problems.length > 0) throw new TypeError(`a cell of ${scenario.name}: ${problems.join('; ')}`)
    const target = place.adapter === undefined ? 'single' : 'cluster'
    return { scenario, values, target, transport, ...place, label: labelOf(scenario, settings, place, transport) }
  })
}

function labelOf(
  scenario: WorkloadScenario,
  settings: StudyCell['settings'],
  { instances, adapter }: StudyPlace,
  transport: TransportUse,
): string {
  const where = adapter === undefined ? 'single' : `cluster x${instances} ${adapter}`
  const words = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  return [`${scenario.name} ${where} ${transport}`, ...words].join(', ')
}
