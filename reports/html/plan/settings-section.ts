import type { Plan } from '../../plan/plan.ts'
import { settingsPairs } from '../../plan/text/settings-text.ts'
import { markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { pairsTable } from '../report/environment-section.ts'

/** What to write into a Kubernetes deployment, and where else. */
export function settingsSection(plan: Plan): PageSection {
  const body = markup`${sectionHeading('settings', 'To configure')}
${pairsTable('Kubernetes and Node', settingsPairs(plan))}`
  return { id: 'settings', label: 'To configure', body }
}
