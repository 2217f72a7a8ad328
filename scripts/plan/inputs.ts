import type { Calibration } from '../../reports/plan/basis.ts'
import { contradictionsIn } from '../../reports/plan/contradictions.ts'
import type { Demand } from '../../reports/plan/demand.ts'
import { lackingCosts } from '../../reports/plan/lacking-costs.ts'
import { journeyIn, measuredDemand, type MeasuredJourney } from '../../reports/plan/measured-demand.ts'
import { pricesOf } from '../../reports/plan/prices.ts'
import { readDemand, type ToldDeployment } from '../../reports/plan/read-demand.ts'
import { readReport } from '../../reports/read-report.ts'
import { ReportError } from '../../reports/report-error.ts'
import type { Report } from '../../reports/report.ts'
import type { PlanOptions } from './options.ts'
import { programName } from '../cli/program/program-name.ts'

/** What a plan is made from, or everything that is wrong with it, one line each. */
export type Inputs =
  | {
      readonly demand: Demand
      readonly calibration: Calibration
      /** What the demand was measured from, where it was. */
      readonly journey: MeasuredJourney | undefined
      readonly problems?: never
    }
  | {
      readonly demand?: never
      readonly calibration?: never
      readonly journey?: never
      readonly problems: readonly string[]
    }

/** Reads the demand and the calibration and holds them against each other; the problems of both are told at once. */
export async function readInputs(options: PlanOptions): Promise<Inputs> {
  const read = await readDemand(options.demand)
  const problems = [...(read.problems ?? [])]
  const journey = options.journey === undefined ? undefined : await readJourney(options.journey, problems)
  const report = await readCalibration(options.report, problems)
  if (report?.model === undefined) return { problems }
  const { environment, createdAt, model } = report
  const machineFactor = options.machineFactor ?? 1
  const calibration = { report: options.report, createdAt, environment, model, machineFactor }
  if (read.demand === undefined) {
    const told = { ...read.told, ...(options.adapter !== undefined && { adapter: options.adapter }) }
    return { problems: [...problems, ...originMismatches(told, calibration, options)] }
  }
  const demand = withFlags(journey === undefined ? read.demand : measuredDemand(read.demand, journey), options)
  problems.push(...contradictionsIn(demand).map(({ at, text }) => `${at.join('.')}: ${text}`))
  const elsewhere = originMismatches(demand.deployment, calibration, options)
  problems.push(...elsewhere, ...(elsewhere.length > 0 ? [] : lackingProblems(demand, calibration)))
  return problems.length > 0 ? { problems } : { demand, calibration, journey }
}

async function readCalibration(path: string, problems: string[]): Promise<Report | undefined> {
  try {
    const report = await readReport(path)
    if (report.model !== undefined) return report
    problems.push(
      `${path}: this report is no calibration: it has no costs to plan with; run "${programName('bench')} calibrate".`,
    )
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    problems.push(...error.message.split('\n'))
  }
  return undefined
}

async function readJourney(path: string, problems: string[]): Promise<MeasuredJourney | undefined> {
  try {
    const journey = journeyIn(await readReport(path), path)
    if (!('problem' in journey)) return journey
    problems.push(journey.problem)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    problems.push(...error.message.split('\n'))
  }
  return undefined
}

function withFlags(demand: Demand, { adapter, instances }: PlanOptions): Demand {
  const deployment = {
    ...demand.deployment,
    ...(adapter !== undefined && { adapter }),
    ...(instances !== undefined && { instances }),
  }
  return { ...demand, deployment }
}

/** Why costs that were measured there do not hold here: another adapter, another CPU. */
function originMismatches(
  { adapter, cpu }: ToldDeployment,
  { report, environment, model }: Calibration,
  options: PlanOptions,
): string[] {
  const problems: string[] = []
  // One instance alone passes nothing on, so whatever adapter was measured tells what it costs.
  if (adapter !== undefined && adapter !== 'memory' && adapter !== model.adapter) {
    problems.push(
      `${report}: measured with the adapter ${model.adapter}, but the demand has ${adapter}; calibrate with --adapter ${adapter}, or plan with --adapter ${model.adapter}.`,
    )
  }
  if (cpu !== undefined && cpu !== environment.cpu && options.machineFactor === undefined) {
    problems.push(
      `${report}: measured on ${environment.cpu}, but the instances run on ${cpu} (deployment.cpu); calibrate there, or say with --machine-factor how many times the CPU time they take.`,
    )
  }
  return problems
}

function lackingProblems(demand: Demand, { report, model }: Calibration): string[] {
  const lacking = lackingCosts(demand, pricesOf(model, 'value', 1))
  if (lacking.length === 0) return []
  return [
    `${report}: has no figure for ${lacking.join(', ')}, which this demand needs; run "${programName('bench')} calibrate" with such users.`,
  ]
}
