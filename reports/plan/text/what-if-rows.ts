import { formatNumber } from '../../render/number-format.ts'
import { isTooMuch } from '../judgement.ts'
import type { Plan, WhatIf } from '../plan.ts'
import { resourceFigure, resourceLabel } from './resource-words.ts'

const mostNames = 2
const beyondMark = '*'

/** What a mark in the table means; nothing where there is none. */
export function whatIfCaption({ whatIf }: Plan): string | undefined {
  return whatIf.some(({ beyond }) => beyond.length > 0)
    ? `${beyondMark} Beyond what was measured, and reckoned with the same costs all the same.`
    : undefined
}

/** Headings of the what-if table. */
export const whatIfColumns = [
  'What if',
  'instances',
  'gateway CPU',
  'delivery p99',
  'memory',
  'Redis CPU',
  'policy',
] as const

/** Another number of instances, or another demand, in words. */
export interface WhatIfRow {
  readonly whatIf: WhatIf
  readonly cells: readonly string[]
}

/** The rows of the what-if table; where no number of instances will do, the figures are of one at which little is over. */
export function whatIfRows({ whatIf }: Plan): WhatIfRow[] {
  return whatIf.map((one) => {
    const { name, judged, asked, beyond } = one
    const { failed, whole, instances, met } = judged
    return {
      whatIf: one,
      cells: [
        beyond.length === 0 ? name : `${name} ${beyondMark}`,
        met || asked ? formatNumber(instances) : `none; at ${formatNumber(instances)}`,
        resourceFigure('cpu', failed.cpu),
        failed.p99 === null && !judged.uses.some(({ resource }) => resource === 'p99')
          ? '-'
          : resourceFigure('p99', failed.p99),
        resourceFigure('memory', failed.memory),
        whole.redis === 0 ? '-' : resourceFigure('redis', whole.redis),
        met
          ? 'kept'
          : `too much: ${shortList(judged.uses.filter(isTooMuch).map(({ resource }) => resourceLabel(resource)))}`,
      ],
    }
  })
}

function shortList(names: readonly string[]): string {
  const more = names.length - mostNames
  return more > 0 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ')
}
