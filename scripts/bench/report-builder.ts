import type { TrialResult } from '../../load/trial-result.ts'
import type { Warning } from '../../load/warning.ts'
import { collectEnvironment, collectTool } from '../../reports/environment.ts'
import { reportSchemaId, type Report, type Result, type Subject } from '../../reports/report.ts'
import { judge, type Slo } from '../../reports/slo.ts'
import { summarise } from '../../reports/summary.ts'
import type { Placement } from '../../target/placement.ts'
import type { RunningTarget } from '../../target/target.ts'
import { cellsOf, type Cell } from './cell.ts'
import type { MeasureOptions } from './measure-options.ts'

/** What a report says of its run besides the results. */
export interface ReportPlan {
  readonly options: MeasureOptions
  readonly slos: readonly Slo[]
  readonly placement: Placement
  /** What the report records of the options. */
  readonly recorded: Report['options']
  /** What is measured, where that is not the gateway in the folder of the tool. */
  readonly subject?: Subject
  /** The folder whose packages the gateway runs on, with its closing slash; default: that of the tool. */
  readonly root?: URL
}

interface Entry {
  readonly cell: Cell
  readonly trials: TrialResult[]
  adapter: string
  instances: number
  warnings: readonly Warning[]
}

/** Grows the report of a run, trial by trial. */
export class ReportBuilder {
  readonly #base: Omit<Report, 'results'>
  readonly #slos: readonly Slo[]
  readonly #entries: readonly Entry[]
  #redis: Report['environment']['redis']

  private constructor(base: Omit<Report, 'results'>, { options, slos }: ReportPlan) {
    this.#base = base
    this.#slos = slos
    this.#entries = cellsOf(options).map((cell) => ({
      cell,
      trials: [],
      adapter: cell.target === 'single' ? 'memory' : (options.adapter ?? 'unknown'),
      instances:
        cell.target === 'cluster'
          ? options.instances
          : Math.max(1, cell.target === 'external' ? options.urls.length : 1),
      warnings: [],
    }))
  }

  /** Collects the environment; to be called before anything is started or pinned. */
  static async start(plan: ReportPlan): Promise<ReportBuilder> {
    const { options, recorded, subject, root } = plan
    const { plan: cpus } = plan.placement
    const pinned = cpus.pinned
      ? {
          generator: [...cpus.generator],
          ...(options.targets.includes('cluster') ? { redis: [...cpus.redis] } : {}),
          ...Object.fromEntries(cpus.instances.map((list, n) => [`instance ${n + 1}`, [...list]])),
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

  add(cell: Cell, trial: TrialResult): void {
    this.#entryOf(cell).trials.push(trial)
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
      results: this.#entries.map((entry) => this.#resultOf(entry)),
    }
  }

  #resultOf({ cell, trials, adapter, instances, warnings }: Entry): Result {
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
      trials,
      summary,
      slo,
      warnings: [...warnings],
    }
  }

  #entryOf(cell: Cell): Entry {
    const entry = this.#entries.find(
      (one) =>
        one.cell.scenario === cell.scenario && one.cell.target === cell.target && one.cell.transport === cell.transport,
    )
    if (entry === undefined) throw new Error('a trial of a cell that is not in the report')
    return entry
  }
}
