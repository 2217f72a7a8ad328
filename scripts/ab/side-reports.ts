import { join } from 'node:path'
import { writeReport } from '../../reports/write-report.ts'
import type { Report } from '../../reports/report.ts'
import type { Placement } from '../../target/placement.ts'
import type { RunningTarget } from '../../target/target.ts'
import { targetNameOf, type Cell } from '../bench/cell.ts'
import { ReportBuilder } from '../bench/report-builder.ts'
import type { AbOptions } from './options.ts'
import type { Pair } from './pair.ts'
import { bothSides, sides, type SideName, type Sides } from './side.ts'
import type { Version } from './version/prepare.ts'

/** The reports of both sides, which grow pair by pair. */
export class SideReports {
  readonly #builders: Sides<ReportBuilder>

  private constructor(builders: Sides<ReportBuilder>) {
    this.#builders = builders
  }

  /** Collects the environment of both sides; to be called before anything is started or pinned. */
  static async start(
    options: AbOptions,
    cells: readonly Cell[],
    versions: Sides<Version>,
    placement: Placement,
    commandLine: readonly string[],
  ): Promise<SideReports> {
    const { profile, client, seed, targets, instances } = options
    const recorded = { command: [...commandLine], profile, client, seed, targets: targets.map(targetNameOf), instances }
    const builders = await bothSides((side) => {
      const { subject, root } = versions[side]
      return ReportBuilder.start({ cells, slos: [], placement, recorded: { ...recorded, side }, subject, root })
    })
    return new SideReports(builders)
  }

  /** When measuring began, ISO 8601. */
  get createdAt(): string {
    return this.#builders.base.report.createdAt
  }

  started(side: SideName, cell: Cell, running: RunningTarget): void {
    this.#builders[side].started(cell, running)
  }

  add(cell: Cell, pair: Pair): void {
    for (const side of sides) this.#builders[side].add(cell, pair[side])
  }

  /** The reports so far. */
  get reports(): Sides<Report> {
    return { base: this.#builders.base.report, head: this.#builders.head.report }
  }

  /** Writes `base.json` and `head.json`. */
  async write(folder: string): Promise<void> {
    const { reports } = this
    await bothSides((side) => writeReport(join(folder, `${side}.json`), reports[side]))
  }
}
