import { PairedJudge } from '../../reports/compare/paired-judge.ts'
import { cellsOf, isWorkloadCell } from '../bench/cell.ts'
import { runFolder } from '../bench/run-folder.ts'
import type { StartedGateway } from '../bench/target-of.ts'
import { TrialSetup } from '../bench/trial-setup.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import type { Outcome } from '../compare/outcome.ts'
import { functionCosts, type FunctionCosts } from './function-costs.ts'
import type { AbOptions } from './options.ts'
import { conclude, removeComparison, writeComparison } from './outcome.ts'
import { mostSpoiledInARow, runPairs, type LoopEnd } from './pair-loop.ts'
import { PairRunner } from './pair-runner.ts'
import { AbProgress } from './progress.ts'
import { renderFunctionsMarkdown } from './render-functions.ts'
import { SideReports } from './side-reports.ts'
import type { Sides } from './side.ts'
import type { Checkouts } from './version/checkouts.ts'
import { prepareVersion, type Version, type VersionPlan } from './version/prepare.ts'
import { checkStart } from './version/start-check.ts'

/** What a run of pairs takes besides its options. */
export interface AbPlace {
  readonly plans: Sides<VersionPlan>
  readonly checkouts: Checkouts
  /** The working directory. */
  readonly folder: string
  /** Where installed packages are kept. */
  readonly cacheFolder: string
  readonly commandLine: readonly string[]
  readonly err: ProgressStream
  readonly signal: AbortSignal
}

/** What a run left behind. */
export interface AbRun {
  /** `undefined` where nothing can be said of the two versions. */
  readonly outcome: Extract<Outcome, { kind: 'comparison' }> | undefined
  /** What functions cost in both versions, per cell; empty where that was not asked for. */
  readonly functions: readonly FunctionCosts[]
  /** The folder with what was written. */
  readonly folder: string
}

/**
 * Prepares both versions, measures them in pairs, and writes reports and comparison; `undefined` where it was interrupted before the
 * first pair. Rejects with a `VersionError` for a version that cannot be built or started, and with a `TargetError` where no
 * trial is possible.
 */
export async function runAb(options: AbOptions, place: AbPlace): Promise<AbRun | undefined> {
  const { err, signal } = place
  const cells = cellsOf(options).filter(isWorkloadCell)
  const progress = new AbProgress(err, cells)
  const versions = await prepareVersions(options, place, progress)
  const setup = await TrialSetup.read(options, cells)
  const reports = await SideReports.start(options, cells, versions, setup.placement, place.commandLine)
  await setup.placement.pinThisProcess()
  await checkStarts(versions, setup, options, signal)
  if (signal.aborted) return undefined
  const folder = options.out ?? runFolder(reports.createdAt, 'ab')
  await removeComparison(folder)
  const judge = new PairedJudge(options.compare)
  const runner = new PairRunner({
    setup,
    versions,
    seed: options.seed,
    signal,
    onStarted: (side, cell, running) => reports.started(side, cell, running),
    onPhase: (side, phase) => progress.phase(side, phase),
  })
  const cellAt = (index: number) => {
    const cell = cells[index]
    if (cell === undefined) throw new Error(`there is no cell ${index}`)
    return cell
  }
  const end = await runPairs({
    cells: cells.length,
    judge,
    measure: (index, round) => runner.measure(cellAt(index), round),
    maxMinutes: options.maxMinutes,
    signal,
    onPair: async (index, pair, isUsable) => {
      if (!isUsable && !signal.aborted) progress.discarded(pair)
      reports.add(cellAt(index), pair)
      await reports.write(folder)
    },
    onState: (state) => progress.state(state),
  })
  progress.say(ending(end, options))
  const { base, head } = reports.reports
  const comparison = conclude(end, judge, { base, head }, options, folder)
  if (comparison !== undefined) await writeComparison(comparison, { base, head }, options, folder, '')
  const functions: FunctionCosts[] = []
  const profiling = { setup, versions, seed: options.seed, signal, folder, say: (line: string) => progress.say(line) }
  for (const cell of options.functions ? cells : []) {
    if (!signal.aborted) functions.push(await functionCosts(cell, profiling))
  }
  if (comparison === undefined) return { outcome: undefined, functions, folder }
  if (functions.length > 0) {
    await writeComparison(comparison, { base, head }, options, folder, renderFunctionsMarkdown(functions))
  }
  return { outcome: { kind: 'comparison', comparison, base, last: head }, functions, folder }
}

/** One after the other: both may install and build, and that is what all CPUs are for. */
async function prepareVersions(
  { prepare }: AbOptions,
  { plans, checkouts, folder, cacheFolder, signal }: AbPlace,
  progress: AbProgress,
): Promise<Sides<Version>> {
  const workshop = { checkouts, folder, cacheFolder, prepare, signal, say: (line: string) => progress.say(line) }
  return { base: await prepareVersion(plans.base, workshop), head: await prepareVersion(plans.head, workshop) }
}

async function checkStarts(
  versions: Sides<Version>,
  setup: TrialSetup,
  options: AbOptions,
  signal: AbortSignal,
): Promise<void> {
  const [cell] = cellsOf(options).filter(isWorkloadCell)
  if (cell === undefined) throw new Error('nothing is to be measured')
  const ignore = (): void => undefined
  const listeners = { signal, onStarted: ignore, onPhase: ignore, onProgress: ignore }
  const targetOf = (gateway: StartedGateway) => setup.trialOf(cell, { seed: options.seed, gateway }, listeners).target
  for (const version of [versions.base, versions.head]) {
    if (!signal.aborted) await checkStart(version, targetOf)
  }
}

function ending({ because }: LoopEnd, { maxMinutes }: AbOptions): string {
  switch (because) {
    case 'clear':
      return 'More pairs would change nothing.'
    case 'looks':
      return 'They have been judged as often as planned.'
    case 'budget':
      return `No further pair fits into the ${maxMinutes} min that were given; --max-minutes gives more.`
    case 'interrupted':
      return 'Interrupted; what was measured is kept.'
    case 'spoiled':
      return `${mostSpoiledInARow} pairs in a row could not be used, so nothing is said of the versions; see the reports.`
  }
}
