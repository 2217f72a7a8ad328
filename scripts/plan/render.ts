import { loadPageAssets } from '../../reports/html/page-assets.ts'
import { renderPlanPage } from '../../reports/html/plan-page.ts'
import type { Plan } from '../../reports/plan/plan.ts'
import { renderPlanText } from '../../reports/plan/text/plan-text.ts'
import { printableJson } from '../../reports/render/printable-json.ts'
import type { PlanOptions } from './options.ts'

/** A plan in the format that was asked for. */
export async function renderPlan(
  plan: Plan,
  format: PlanOptions['format'],
  terminal: { readonly width: number; readonly color: boolean },
): Promise<string> {
  switch (format) {
    case 'text':
      return renderPlanText(plan, terminal)
    case 'json':
      return printableJson(plan)
    case 'html':
      return renderPlanPage(plan, await loadPageAssets())
  }
}
