import { formatNumber } from '../render/number-format.ts'
import { sectionsOf, targetTitle } from '../render/section.ts'
import { isStudy } from '../render/study-lines.ts'
import type { Report } from '../report.ts'
import { stepResults } from '../saturation.ts'
import { glossary } from './glossary.ts'
import type { PageAssets } from './page-assets.ts'
import { renderPage } from './page-shell.ts'
import { dateText } from './report-date.ts'
import { environmentSection } from './report/environment-section.ts'
import { modelCard, modelSection } from './report/model-section.ts'
import { overview, type PlacedSection } from './report/overview.ts'
import { reportData } from './report/report-data.ts'
import { placedSaturations, saturationCard, saturationSection } from './report/saturation-section.ts'
import { scalingCard, scalingSection } from './report/scaling-section.ts'
import { scenarioSection } from './report/scenario-section.ts'
import { workloadsSection } from './report/workloads-section.ts'

const reducedNote =
  'To stay small, it carries the histograms of delivery, connect and acknowledgement times and no others; report.json has all of them.'

/**
 * A report as one HTML page that needs nothing but a browser: key figures first, each scenario with its tables and
 * charts, the environment at the end. The report itself is embedded under the id `gatecrash-report`;
 * a very long one without the histograms that nobody compares.
 */
export function renderReportPage(report: Report, assets: PageAssets): string {
  const sections = isStudy(report) ? [] : placedSections(report)
  const saturations = placedSaturations(report)
  const trials = report.results.reduce((sum, result) => sum + result.trials.length, 0)
  const { environment, model, scaling } = report
  const findings = [
    ...saturations.map(saturationCard),
    ...(model === undefined ? [] : [modelCard(model)]),
    ...(scaling === undefined ? [] : [scalingCard(scaling)]),
  ]
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
      overview(report, findings, sections),
      ...saturations.map((one) => saturationSection(one, report.results)),
      ...(model === undefined ? [] : [modelSection(model)]),
      ...(scaling === undefined ? [] : [scalingSection(scaling)]),
      ...(isStudy(report) ? [workloadsSection(report)] : []),
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
function placedSections({ results, saturation }: Report): PlacedSection[] {
  const steps = stepResults(saturation)
  const sections = sectionsOf(results.filter((_, at) => !steps.has(at)))
  return sections.map((section, at) => {
    const isAlone = sections.filter(({ scenario }) => scenario === section.scenario).length === 1
    const targets = [...new Set(section.columns.map(({ result }) => targetTitle(result)))].join(', ')
    const label = isAlone ? section.scenario : `${section.scenario}, ${targets}`
    return { id: `scenario-${at + 1}`, label, section }
  })
}
