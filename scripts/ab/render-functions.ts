import { renderGrowth, renderGrowthMarkdown } from '../../reports/cpu-profile/render.ts'
import { sanitize } from '../../reports/render/sanitize.ts'
import type { FunctionCosts } from './function-costs.ts'

/** Which functions grew, for a terminal. */
export function renderFunctions(all: readonly FunctionCosts[]): string {
  return all
    .map((costs) => {
      const title = titleOf(costs)
      return 'problem' in costs
        ? `${title}: ${sanitize(costs.problem)}\n`
        : `${title}\n${renderGrowth(costs.rows, costs.unit)}`
    })
    .join('\n')
}

/** The same in Markdown, to be put below a comparison; empty where nothing was profiled. */
export function renderFunctionsMarkdown(all: readonly FunctionCosts[]): string {
  const texts = all.map((costs) =>
    'problem' in costs
      ? `${sanitize(costs.problem)}\n`
      : `${renderGrowthMarkdown(costs.rows, costs.unit)}\n(${titleOf(costs)})\n`,
  )
  return texts.length === 0 ? '' : `\n${texts.join('\n')}`
}

function titleOf({ cell }: FunctionCosts): string {
  return `${cell.scenario.name} ${cell.target} ${cell.transport}`
}
