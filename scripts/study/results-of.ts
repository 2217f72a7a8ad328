import { isDeepStrictEqual } from 'node:util'
import type { Report, Result } from '../../reports/report.ts'
import type { Cell } from '../bench/cell.ts'

/** The results of cells in a report, in the order of the cells; those that the report does not have are left out. */
export function resultsOf(cells: readonly Cell[], { results }: Report): readonly Result[] {
  return cells.flatMap((cell) => results.find((result) => isOf(cell, result)) ?? [])
}

function isOf({ scenario, values, target, instances, adapter, transport }: Cell, result: Result): boolean {
  return (
    result.scenario === scenario.name &&
    result.target === target &&
    result.instances === instances &&
    result.adapter === (adapter ?? 'memory') &&
    result.transport === transport &&
    isDeepStrictEqual({ ...result.parameters }, { ...values.all })
  )
}
