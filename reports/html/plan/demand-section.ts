import type { Plan } from '../../plan/plan.ts'
import { demandPairs } from '../../plan/text/demand-text.ts'
import { markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { pairsTable } from '../report/environment-section.ts'

/** What was asked, with what was left out filled in. */
export function demandSection(plan: Plan): PageSection {
  const body = markup`${sectionHeading('demand', 'Demand')}
${pairsTable('What was asked', demandPairs(plan.demand))}`
  return { id: 'demand', label: 'Demand', body }
}
