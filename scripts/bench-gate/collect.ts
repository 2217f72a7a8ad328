import { median } from 'simple-statistics'
import { monotonicClock } from '../../load/clock.ts'
import type { PairedTrials } from '../../reports/compare/paired-batch.ts'
import { scenarios } from '../../scenarios/index.ts'
import { mostSpoiledInARow } from '../ab/pair-loop.ts'
import { PairRunner } from '../ab/pair-runner.ts'
import { figuresOf, spoiledBy } from '../ab/pair.ts'
import type { Version } from '../ab/version/prepare.ts'
import { cellsOf, isWorkloadCell, type WorkloadCell } from '../bench/cell.ts'
import { parseBenchOptions } from '../bench/options.ts'
import { TrialSetup } from '../bench/trial-setup.ts'
import type { GateOptions } from './options.ts'
import type { Pool, Pools } from './pool.ts'

/** Pairs of equal versions that tell what a message costs, before anything is burnt. */
const pilotPairs = 3
/**
 * How many of the latest trials of base tell what a message costs now. The machine's speed wanders, and a burn of so many
 * microseconds is another share of a message in a slow minute than in a fast one.
 */
const latestTrials = 6

/** What collecting is told, and whom it tells. */
export interface Collecting {
  readonly options: Pick<GateOptions, 'pairs' | 'slowdowns' | 'seed'>
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  /** Told of everything so far after each round. */
  readonly onRound: (pools: Pools) => Promise<void>
}

/** Nothing can be measured here: pair after pair could not be used. */
export class GateError extends Error {
  override readonly name = 'GateError'
}

/**
 * Measures pairs of the reference gateway against itself, as `npm run ab` does without any options: round by round one
 * pair of every slowdown, so that the machine's good and bad times fall on all of them alike. Ends early, with what there is, when
 * the signal is aborted. Rejects with a {@link GateError} when pair after pair is spoiled.
 */
export async function collect({ options, signal, say, onRound }: Collecting): Promise<Pools> {
  const { cell, setup } = await prepare(options.seed)
  await setup.placement.pinThisProcess()
  const state = { seconds: [] as number[], discarded: 0, round: 0, runners: 0 }
  const pairOf = async (runner: PairRunner): Promise<PairedTrials | undefined> => {
    for (let spoiled = 0; !signal.aborted; spoiled++) {
      const from = monotonicClock.now()
      const pair = await runner.measure(cell, state.round)
      const figures = figuresOf(pair)
      if (figures !== undefined) {
        state.seconds.push((monotonicClock.now() - from) / 1000)
        return figures
      }
      if (signal.aborted) break
      state.discarded++
      say(`pair not used: ${spoiledBy(pair)}`)
      if (spoiled + 1 === mostSpoiledInARow)
        throw new GateError(`${mostSpoiledInARow} pairs in a row could not be used`)
    }
    return undefined
  }
  const costs: number[] = []
  const cost = (): number => median(costs.slice(-latestTrials))
  const measure = async (burnMicros: number): Promise<PairedTrials | undefined> => {
    const versions = { base: version('base', 0), head: version('head', burnMicros) }
    const seed = options.seed + state.runners++
    const pair = await pairOf(new PairRunner({ setup, versions, seed, signal, onStarted: ignore, onPhase: ignore }))
    const spent = pair?.base['message.serverCpuMicros']
    if (spent !== undefined) costs.push(spent)
    return pair
  }
  for (let n = 0; n < pilotPairs; n++) await measure(0)
  if (costs.length === 0) throw new GateError('interrupted before it was known what a message costs')
  say(`a message costs the gateway ${cost().toFixed(0)} us of CPU`)
  const pools = options.slowdowns.map((slowdown) => ({
    slowdown,
    burnMicros: [] as number[],
    pairs: [] as PairedTrials[],
  }))
  const soFar = (): Pools => ({ pools, pairSeconds: median(state.seconds), discardedPairs: state.discarded })
  for (; state.round < options.pairs && !signal.aborted; state.round++) {
    for (const pool of pools) {
      const burnMicros = Math.round(pool.slowdown * cost())
      const pair = await measure(burnMicros)
      if (pair === undefined) continue
      pool.pairs.push(pair)
      pool.burnMicros.push(burnMicros)
    }
    say(`round ${state.round + 1} of ${options.pairs}: ${pools.map(lastOf).join(', ')}`)
    await onRound(soFar())
  }
  return soFar()
}

async function prepare(seed: number): Promise<{ cell: WorkloadCell; setup: TrialSetup }> {
  // What `ab` measures when it is not told otherwise.
  const parsed = parseBenchOptions(['fan-out', '--target', 'single', '--seed', String(seed)])
  const [cell] = parsed.kind === 'run' ? cellsOf(parsed.options).filter(isWorkloadCell) : []
  if (parsed.kind !== 'run' || cell === undefined) throw new Error(`no scenario fan-out among ${scenarios.length}`)
  return { cell, setup: await TrialSetup.read(parsed.options, [cell]) }
}

function version(side: string, burnMicros: number): Version {
  return {
    name: `${side}, burning ${burnMicros} us per message`,
    subject: { label: `CHAT_BURN_MICROS=${burnMicros}` },
    gateway: { env: { CHAT_BURN_MICROS: String(burnMicros) } },
    root: new URL('../../', import.meta.url),
  }
}

function ignore(): void {
  // Nobody is told of the phases of a trial here.
}

function lastOf({ slowdown, pairs }: Pool): string {
  const { base, head } = pairs.at(-1) ?? { base: {}, head: {} }
  const ratio = (head['delivery.serverCpuMicros'] ?? NaN) / (base['delivery.serverCpuMicros'] ?? NaN)
  return `${(slowdown * 100).toFixed(0)} %: ${ratio.toFixed(3)}`
}
