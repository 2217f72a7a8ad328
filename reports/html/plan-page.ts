import type { Plan } from '../plan/plan.ts'
import { embeddedData } from './embedded-data.ts'
import { sectionHeading, renderPage } from './page-shell.ts'
import type { PageAssets } from './page-assets.ts'
import { answerSection } from './plan/answer-section.ts'
import { curveSection } from './plan/curve-section.ts'
import { demandSection } from './plan/demand-section.ts'
import { whatIfSection } from './plan/what-if-section.ts'
import { settingsSection } from './plan/settings-section.ts'
import { markup } from './markup.ts'

/**
 * A plan as one HTML page: what reaches beyond the measurements and the answer first, then utilisation over numbers of instances,
 * what if, and what to configure. The plan is embedded under the id `gatecrash-plan`.
 */
export function renderPlanPage(plan: Plan, assets: PageAssets): string {
  const { basis } = plan
  const notes = markup`${sectionHeading('notes', 'What to know')}
<ul class="notes">${plan.notes.map((note) => markup`<li>${note}</li>\n`)}</ul>`
  const page = {
    title: 'Capacity plan',
    lead: `From ${basis.report}, measured ${basis.createdAt.slice(0, 10)} on ${basis.cpu}`,
    sections: [
      answerSection(plan),
      curveSection(plan),
      whatIfSection(plan),
      settingsSection(plan),
      demandSection(plan),
      { id: 'notes', label: 'What to know', body: notes },
    ],
    data: embeddedData('gatecrash-plan', plan),
    hasPlots: true,
  }
  return renderPage(page, assets)
}
