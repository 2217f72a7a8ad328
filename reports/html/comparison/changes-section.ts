import type { Comparison } from '../../compare/comparison.ts'
import { machineText } from '../../render/comparison/identity.ts'
import { scrollable } from '../figures/data-table.ts'
import { markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'

/** What differs between the environments of base and head. */
export function changesSection({ environment, environmentChanges }: Comparison): PageSection {
  const rows = environmentChanges.map(
    ({ field, base, head, prevents }) =>
      markup`<tr data-field="${field}"><th scope="row"><code>${field}</code></th><td>${base}</td><td>${head}</td><td>${prevents ? markup`<span class="badge unsure">prevents comparing</span>` : ''}</td></tr>\n`,
  )
  const table = markup`<table class="changes"><caption>What changed in the environment</caption><thead><tr><th scope="col">Field</th><th scope="col">Base</th><th scope="col">Head</th><th scope="col">Consequence</th></tr></thead><tbody>${rows}</tbody></table>`
  const body = markup`${sectionHeading('environment', 'What changed in the environment')}
<p>Head was measured on: ${machineText(environment)}.</p>
${rows.length === 0 ? markup`<p>Nothing: base was measured in the same environment.</p>` : scrollable('What changed in the environment', table)}`
  return { id: 'environment', label: 'Environment', body }
}
