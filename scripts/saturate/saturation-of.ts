import { median } from 'simple-statistics'
import type { TrialResult } from '../../load/trial-result.ts'
import { loadText } from '../../reports/render/saturation-text.ts'
import type { Report, Result } from '../../reports/report.ts'
import type { Saturation, SaturationPoint, SaturationStep } from '../../reports/saturation.ts'
import { metricOf } from '../../reports/metrics.ts'
import type { Slo } from '../../reports/slo.ts'
import { medianInterval } from '../../reports/statistics/median-interval.ts'
import { bindingOf } from './binding.ts'
import { mayBeAbsent } from './objectives.ts'
import type { Found } from './search.ts'
import { atMedianSpeed } from './speed.ts'

/** What was searched, and what came of it so far. */
export interface SearchedLoad {
  readonly subject: Pick<Result, 'scenario' | 'target' | 'instances' | 'adapter' | 'transport'>
  readonly parameter: string
  readonly unit: string
  readonly objectives: readonly Slo[]
  readonly resolution: number
  readonly searches: readonly Found<SaturationStep>[]
  /** Whether there is a network between generator and target. */
  readonly isRemote: boolean
}

/** What binds is told from loads at most so far from the point, as a factor. */
const nearFactor = 1.5

/** Sums searches up: the point and its interval, what binds, and every step. `report` holds the trials. */
export function saturationOf(searched: SearchedLoad, report: Report): Saturation {
  const { subject, parameter, unit, objectives, resolution, searches, isRemote } = searched
  const { scenario, target, instances, adapter, transport } = subject
  const adjusted = isRemote ? undefined : atMedianSpeed(searches)
  const asFound = pointOf(searches.map(({ held }) => held))
  const restated = adjusted && pointOf(adjusted)
  const trials = trialsNear(searches, asFound?.median, report)
  const rates = trials.held.flatMap((trial) => ('metrics' in trial ? (trial.metrics['delivery.rate'] ?? []) : []))
  return {
    ...{ scenario, target, instances, adapter, transport, parameter, unit },
    slos: objectives.filter((slo) => isMeasured(slo, searches, report)).map(({ text }) => text),
    resolution,
    searches: searches.map(({ end, held, steps }, n) => {
      const own = adjusted?.[n]
      return { end, steps, ...(held !== undefined && { found: held }), ...(own !== undefined && { adjusted: own }) }
    }),
    atLeast: searches.some(({ end, held }) => held !== undefined && end !== 'saturated'),
    ...(asFound && { asFound }),
    ...(restated && { atMedianSpeed: restated }),
    ...(rates.length > 0 && { deliveries: median(rates) }),
    binding: bindingOf({
      ...trials,
      generatorReasons: generatorReasons(searches, report),
      instances,
      gatewayCpus: gatewayCpus(report, instances),
      memory: report.environment.memory,
      isRemote,
    }),
  }
}

/** Whether any trial could have missed the objective: a scenario leaves out what there is none of in it. */
function isMeasured(slo: Slo, searches: SearchedLoad['searches'], report: Report): boolean {
  const { id } = metricOf(slo.metric)
  const trials = trialsOf(
    searches.flatMap(({ steps }) => steps),
    report,
  )
  return !mayBeAbsent(slo) || trials.some((trial) => 'metrics' in trial && Object.hasOwn(trial.metrics, id))
}

function pointOf(loads: readonly (number | undefined)[]): SaturationPoint | undefined {
  const known = loads.filter((load) => load !== undefined)
  return known.length === 0 ? undefined : medianInterval(known)
}

/** Why the loads just above the point could not be measured, and what the generator used there, in sentences. */
function generatorReasons(searches: SearchedLoad['searches'], report: Report): string[] {
  return searches.flatMap(({ end, steps }) => {
    const untold = steps.filter(({ outcome }) => end === 'generator' && outcome === 'generator')
    const last = untold.toSorted((a, b) => a.load - b.load)[0]
    if (last === undefined) return []
    const [trial] = trialsOf([last], report)
    const cpu = trial !== undefined && 'metrics' in trial ? trial.metrics['generator.cpu'] : undefined
    const use = cpu === undefined ? [] : [`The generator used ${cpu.toFixed(2)} cores meanwhile.`]
    return [`At ${loadText(last.load)}: ${last.reason}.`, ...use]
  })
}

/** The trials at the loads found, and those just above; where nothing was held, all of them. */
function trialsNear(searches: SearchedLoad['searches'], point: number | undefined, report: Report) {
  const found = new Set(searches.map(({ held }) => held))
  const steps = searches.flatMap((search) => search.steps)
  const missed = steps.filter(({ outcome }) => outcome === 'not-held')
  const nearest = Math.min(...missed.map(({ load }) => load))
  const most = Math.max(nearest, (point ?? Infinity) * nearFactor)
  return {
    held: trialsOf(
      steps.filter(({ outcome, load }) => outcome === 'held' && found.has(load)),
      report,
    ),
    notHeld: trialsOf(
      missed.filter(({ load }) => load <= most),
      report,
    ),
  }
}

/** The trials that decided steps. */
function trialsOf(steps: readonly SaturationStep[], { results }: Report): TrialResult[] {
  return steps.flatMap(({ trials }) => {
    const place = trials.at(-1)
    return (place && results[place.result]?.trials[place.trial]) ?? []
  })
}

/** How many CPUs the instances are pinned to, together. */
function gatewayCpus({ environment: { placement } }: Report, instances: number): number | undefined {
  const lists = Array.from({ length: instances }, (_, n) => placement[`instance ${n + 1}`])
  return lists.some((cpus) => cpus === undefined) ? undefined : new Set(lists.flatMap((cpus) => cpus ?? [])).size
}
