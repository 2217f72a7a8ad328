import type { DialectTraits } from '../../load/client/dialect.ts'
import { fitWorkload } from '../../load/fit-workload.ts'
import type { OfferedLoad } from '../../load/offered-load.ts'
import { offeredLoadOf } from '../../load/offered-load-of.ts'
import type { TrialResult } from '../../load/trial-result.ts'
import type { Warning } from '../../load/warning.ts'
import type { Workload } from '../../load/workload.ts'
import { collectEnvironment, collectTool } from '../../reports/environment.ts'
import type { Saturation, TrialPlace } from '../../reports/saturation.ts'
import { reportSchemaId, type Report, type Result, type Subject } from '../../reports/report.ts'
import { judge, type Slo } from '../../reports/slo.ts'
import { summarise } from '../../reports/summary.ts'
import type { Placement } from '../../target/placement.ts'
import type { RunningTarget } from '../../target/target.ts'
import { cellKey, isWorkloadCell, type Cell } from './cell.ts'

/** What a report says of its run besides the results. */
export interface ReportPlan {
  /** What will be measured; more may follow. */
  readonly cells: readonly Cell[]
  readonly slos: readonly Slo[]
  /** Of the dialect that users speak; default: those of the reference gateway, which can do everything. */
  readonly traits?: DialectTraits | undefined
  readonly placement: Placement
  /** What the report records of the options. */
  readonly recorded: Report['options']
  /** What is measured, where that is not the gateway in the folder of the tool. */
  readonly subject?: Subject
  /** The folder whose packages the gateway runs on, with its closing slash; default: that of the tool. */
  readonly root?: URL | 'unknown' | undefined
}

interface Entry {
  readonly cell: Cell
  /** That of the workload, or what the latest trial has offered where there is none. */
  offered: OfferedLoad | undefined
  readonly trials: TrialResult[]
  adapter: string
  instances: number
  warnings: readonly Warning[]
}

/** What is offered does not depend on the seed, which only spreads it. */
const anySeed = 0

/** What is offered to a gateway of that kind. */
function offeredBy(workload: Workload, traits: DialectTraits | undefined): OfferedLoad {
  return traits === undefined ? offeredLoadOf(workload) : offeredLoadOf(fitWorkload(workload, traits), traits)
}

/** Grows the report of a run, trial by trial. */
export class ReportBuilder {
  readonly #base: Omit<Report, 'results'>
  readonly #slos: readonly Slo[]
  readonly #traits: DialectTraits | undefined
  readonly #entries = new Map<string, Entry>()
  readonly #saturations: Saturation[] = []
  #redis: Report['environment']['redis']

  private constructor(base: Omit<Report, 'results'>, { cells, slos, traits }: ReportPlan) {
    this.#base = base
    this.#slos = slos
    this.#traits = traits
    for (const cell of cells) this.#entryOf(cell)
  }

  /** Collects the environment; to be called before anything is started or pinned. */
  static async start(plan: ReportPlan): Promise<ReportBuilder> {
    const { cells, recorded, subject, root } = plan
    const { plan: cpus } = plan.placement
    const isStarted = cells.some(({ own }) => own?.kind !== 'external')
    const pinned = cpus.pinned
      ? {
          generator: [...cpus.generator],
          ...(cells.some(({ target, own }) => target === 'cluster' && own === undefined)
            ? { redis: [...cpus.redis] }
            : {}),
          ...(isStarted ? Object.fromEntries(cpus.instances.map((list, n) => [`instance ${n + 1}`, [...list]])) : {}),
        }
      : {}
    const [environment, tool] = await Promise.all([
      collectEnvironment({ redis: undefined, placement: pinned, ...(root && { root }) }),
      collectTool(),
    ])
    const createdAt = new Date().toISOString()
    const base = { schema: reportSchemaId, createdAt, tool, environment, options: recorded } as const
    return new ReportBuilder(subject === undefined ? base : { ...base, subject }, plan)
  }

  /** Notes what a target turned out to be, once it runs. */
  started(cell: Cell, running: RunningTarget): void {
    const entry = this.#entryOf(cell)
    entry.adapter = running.adapter
    entry.instances = running.urls.length
    this.#redis = running.redis ?? this.#redis
  }

  /** Keeps a trial; `offered` is what it asked of the target, where no workload has said it before. */
  add(cell: Cell, trial: TrialResult, offered?: OfferedLoad): void {
    const entry = this.#entryOf(cell)
    entry.trials.push(trial)
    entry.offered = offered ?? entry.offered
  }

  /** Where the trials of a cell are in the report so far, in the order in which they were run. */
  placesOf(cell: Cell): TrialPlace[] {
    const { trials } = this.#entryOf(cell)
    const result = [...this.#entries.keys()].indexOf(cellKey(cell))
    return trials.map((_, trial) => ({ result, trial }))
  }

  /** What there is of a cell so far. */
  resultOf(cell: Cell): Result {
    return this.#resultOf(this.#entryOf(cell))
  }

  /** Notes what a target holds. */
  saturated(saturation: Saturation): void {
    this.#saturations.push(saturation)
  }

  /** The report so far. */
  get report(): Report {
    const { environment } = this.#base
    const { redis: redisCpus = [], ...others } = environment.placement
    // A place was planned for Redis before anybody knew whether one would be spawned; no other one is pinned.
    const placement = this.#redis?.source === 'spawned' ? { ...others, redis: redisCpus } : others
    return {
      ...this.#base,
      environment: { ...environment, redis: this.#redis, placement },
      results: [...this.#entries.values()].map((entry) => this.#resultOf(entry)),
      ...(this.#saturations.length > 0 && { saturation: [...this.#saturations] }),
    }
  }

  #resultOf({ cell, offered, trials, adapter, instances, warnings }: Entry): Result {
    const { scenario, values, target, transport } = cell
    const summary = summarise(trials)
    const slo = this.#slos.flatMap((one) => judge(one, { scenario: scenario.name, summary }) ?? [])
    return {
      scenario: scenario.name,
      question: scenario.question,
      target,
      instances,
      adapter,
      transport,
      parameters: values.all,
      ...(offered && { offered }),
      trials,
      summary,
      slo,
      warnings: [...warnings],
    }
  }

  #entryOf(cell: Cell): Entry {
    const key = cellKey(cell)
    const known = this.#entries.get(key)
    if (known !== undefined) return known
    const adapter = cell.target === 'single' ? 'memory' : (cell.adapter ?? 'unknown')
    const offered = isWorkloadCell(cell)
      ? offeredBy(cell.scenario.workload(cell.values, cell.transport, anySeed), this.#traits)
      : undefined
    const entry = { cell, offered, trials: [], adapter, instances: cell.instances, warnings: [] }
    this.#entries.set(key, entry)
    return entry
  }
}
