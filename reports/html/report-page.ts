import { formatNumber } from '../render/number-format.ts'
import { sectionsOf, targetTitle } from '../render/section.ts'
import type { Report } from '../report.ts'
import { glossary } from './glossary.ts'
import type { PageAssets } from './page-assets.ts'
import { renderPage } from './page-shell.ts'
import { dateText } from './report-date.ts'
import { environmentSection } from './report/environment-section.ts'
import { overview, type PlacedSection } from './report/overview.ts'
import { reportData } from './report/report-data.ts'
import { scenarioSection } from './report/scenario-section.ts'

const reducedNote =
  'To stay small, it carries the histograms of delivery, connect and acknowledgement times and no others; report.json has all of them.'

/**
 * A report as one HTML page that needs nothing but a browser: key figures first, each scenario with its tables and
 * charts, the environment at the end. The report itself is embedded under the id `gatecrash-report`;
 * a very long one without the histograms that nobody compares.
 */
export function renderReportPage(report: Report, assets: PageAssets): string {
  const sections = placedSections(report)
  const trials = report.results.reduce((sum, result) => sum + result.trials.length, 0)
  const { environment } = report
  const data = reportData(report)
  const page = {
    title: report.subject === undefined ? 'Benchmark report' : `Benchmark report: ${report.subject.label}`,
    lead: [
      dateText(report.createdAt),
      environment.cpu,
      environment.cores === 1 ? '1 core' : `${environment.cores} cores`,
      `Node ${environment.node}`,
      trials === 1 ? '1 trial' : `${formatNumber(trials)} trials`,
    ].join(' · '),
    sections: [
      overview(report, sections),
      ...sections.map((section) => scenarioSection(section, environment)),
      environmentSection(report),
      glossary(new Set(report.results.flatMap(({ summary }) => Object.keys(summary)))),
    ],
    data: data.element,
    note: data.isReduced ? reducedNote : undefined,
    hasPlots: true,
  }
  return renderPage(page, assets)
}

/** Gives each section its place; scenarios that fill several are told apart by what was measured. */
function placedSections({ results }: Report): PlacedSection[] {
  const sections = sectionsOf(results)
  return sections.map((section, at) => {
    const isAlone = sections.filter(({ scenario }) => scenario === section.scenario).length === 1
    const targets = [...new Set(section.columns.map(({ result }) => targetTitle(result)))].join(', ')
    const label = isAlone ? section.scenario : `${section.scenario}, ${targets}`
    return { id: `scenario-${at + 1}`, label, section }
  })
}
