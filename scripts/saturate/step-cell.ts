import type { LoadAxis } from '../../scenarios/load-axis.ts'
import { ParameterValues } from '../../scenarios/parameter-values.ts'
import type { Cell } from '../bench/cell.ts'
import { loadText } from '../../reports/render/saturation-text.ts'

const digits = 4

/** A cell at one load: the searched parameter has it, and those that follow it have changed accordingly. */
export function stepCell(cell: Cell, { parameter, follow }: LoadAxis, load: number): Cell {
  const values = new ParameterValues({ ...cell.values.all, [parameter]: load })
  const { scenario, target, transport } = cell
  return {
    ...cell,
    values: follow === undefined ? values : new ParameterValues({ ...values.all, ...follow(load, values) }),
    label: `${scenario.name} ${target} ${transport}, ${parameter} ${loadText(load)}`,
  }
}

/** Makes loads that a parameter takes: whole ones, or with four digits, which a reader can compare. */
export function roundedFor({ scenario }: Pick<Cell, 'scenario'>, { parameter }: LoadAxis): (load: number) => number {
  return scenario.parameters[parameter]?.type === 'integer' ? Math.round : (load) => Number(load.toPrecision(digits))
}
