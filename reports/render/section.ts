import type { Result } from '../report.ts'
import { formatNumber } from './number-format.ts'
import { sanitize } from './sanitize.ts'

/** One column of a table: a result, what distinguishes it from its neighbours, and perhaps what it is measured against. */
export interface Column {
  readonly title: string
  readonly result: Result
  /** The result that figures are also given as multiples of; `undefined` in the base itself and where there is none. */
  readonly base: Result | undefined
}

/** What is printed as one table: results of one scenario with the same parameters. */
export interface Section {
  readonly scenario: string
  readonly question: string
  /** What all columns have in common, such as parameters and transport. */
  readonly common: readonly string[]
  readonly columns: readonly Column[]
}

const transportTitles: Readonly<Record<Result['transport'], string>> = {
  websocket: 'websocket only',
  upgrade: 'polling, then websocket',
  polling: 'polling only',
  mixed: 'transports mixed',
}

/**
 * Divides results into tables. Targets stand side by side; where a target was measured by several transports, these
 * stand side by side instead, with websocket as the base: the price of polling.
 */
export function sectionsOf(results: readonly Result[]): Section[] {
  const scenarios = groupBy(results, ({ scenario, parameters }) => JSON.stringify([scenario, parameters]))
  return scenarios.flatMap((group) => {
    const targets = groupBy(group, targetTitle)
    const manyTransports = targets.some((sameTarget) => new Set(sameTarget.map(({ transport }) => transport)).size > 1)
    return manyTransports ? targets.map(byTransport) : [byTarget(group)]
  })
}

function byTransport(results: readonly Result[]): Section {
  const base = results.find(({ transport }) => transport === 'websocket')
  const columns = results.map((result) => ({
    title: transportTitles[result.transport],
    result,
    base: result === base ? undefined : base,
  }))
  const targets = distinct(results.map(targetTitle))
  return { ...headOf(results), common: [...parametersOf(results), ...targets, ...windowOf(results)], columns }
}

function byTarget(results: readonly Result[]): Section {
  const transports = distinct(results.map(({ transport }) => transportTitles[transport]))
  const columns = results.map((result) => ({ title: targetTitle(result), result, base: undefined }))
  return { ...headOf(results), common: [...parametersOf(results), ...transports, ...windowOf(results)], columns }
}

function headOf(results: readonly Result[]): Pick<Section, 'scenario' | 'question'> {
  const [first] = results
  return { scenario: sanitize(first?.scenario ?? ''), question: sanitize(first?.question ?? '') }
}

function parametersOf(results: readonly Result[]): string[] {
  return Object.entries(results[0]?.parameters ?? {}).map(([name, value]) => sanitize(`${name} ${String(value)}`))
}

/** How long was measured, if that was the same in all trials. */
function windowOf(results: readonly Result[]): string[] {
  const trials = results.flatMap((result) => result.trials)
  const windows = new Set(trials.flatMap((trial) => ('windowMs' in trial ? [trial.windowMs] : [])))
  const [window] = windows
  return windows.size !== 1 || window === undefined
    ? []
    : [`measured for ${formatNumber(window / 1000, Number.isInteger(window / 1000) ? 0 : 1)} s`]
}

/** `single`, or `cluster x2 redis`: what was run, in as many words as it takes to tell targets apart. */
export function targetTitle({ target, instances, adapter }: Pick<Result, 'target' | 'instances' | 'adapter'>): string {
  const words = [target]
  if (instances > 1) words.push(`x${instances}`)
  if (adapter !== 'memory' && adapter !== 'unknown') words.push(adapter)
  return sanitize(words.join(' '))
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  return [...Map.groupBy(items, keyOf).values()]
}
