import type { TrialResult } from '../../load/trial-result.ts'
import type { Warning } from '../../load/warning.ts'
import { collectEnvironment, collectTool } from '../../reports/environment.ts'
import { reportSchemaId, type Report, type Result } from '../../reports/report.ts'
import { judge } from '../../reports/slo.ts'
import { summarise } from '../../reports/summary.ts'
import type { Placement } from '../../target/placement.ts'
import type { RunningTarget } from '../../target/target.ts'
import { cellsOf, type Cell } from './cell.ts'
import type { BenchOptions } from './options.ts'

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
  readonly #options: BenchOptions
  readonly #entries: readonly Entry[]
  #redis: Report['environment']['redis']

  private constructor(base: Omit<Report, 'results'>, options: BenchOptions) {
    this.#base = base
    this.#options = options
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
  static async start(
    options: BenchOptions,
    placement: Placement,
    commandLine: readonly string[],
  ): Promise<ReportBuilder> {
    const { plan } = placement
    const pinned = plan.pinned
      ? {
          generator: [...plan.generator],
          ...(options.targets.includes('cluster') ? { redis: [...plan.redis] } : {}),
          ...Object.fromEntries(plan.instances.map((cpus, n) => [`instance ${n + 1}`, [...cpus]])),
        }
      : {}
    const [environment, tool] = await Promise.all([
      collectEnvironment({ redis: undefined, placement: pinned }),
      collectTool(),
    ])
    const { profile, trials, client, seed, targets, instances } = options
    return new ReportBuilder(
      {
        schema: reportSchemaId,
        createdAt: new Date().toISOString(),
        tool,
        environment,
        options: { command: [...commandLine], profile, trials, client, seed, targets: [...targets], instances },
      },
      options,
    )
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
    const slo = this.#options.slos.flatMap((one) => judge(one, { scenario: scenario.name, summary }) ?? [])
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
