import { targetTitle } from '../render/section.ts'
import type { Report, Result } from '../report.ts'

/** What tells the results of a report apart, their parameters aside. */
export type ResultKey = Pick<Result, (typeof keys)[number]>

const keys = ['scenario', 'target', 'instances', 'adapter', 'transport'] as const

/** A result that both reports have: the same scenario on the same kind of target by the same transport. */
export interface ResultPair {
  readonly base: Result
  readonly head: Result
}

/** The results of two reports, side by side. */
export interface MatchedResults {
  /** In the order of base. Their parameters may differ. */
  readonly pairs: readonly ResultPair[]
  readonly onlyInBase: readonly Result[]
  readonly onlyInHead: readonly Result[]
}

/** What to call a result: `connect, cluster x2 redis, websocket`. */
export function resultTitle(result: ResultKey): string {
  return `${result.scenario}, ${targetTitle(result)}, ${result.transport}`
}

/**
 * Pairs the results of two reports by scenario, target, instances, adapter and transport. Where a report has several such
 * results, those with the same parameters belong together, and the others in their order.
 */
export function matchResults(base: Report, head: Report): MatchedResults {
  const rest = new Set(head.results)
  const take = (isWanted: (result: Result) => boolean) => {
    const found = [...rest].find(isWanted)
    if (found !== undefined) rest.delete(found)
    return found
  }
  const found = new Map<Result, Result>()
  for (const isAlike of [isSameWithParameters, isSame]) {
    for (const result of base.results) {
      if (found.has(result)) continue
      const other = take((candidate) => isAlike(result, candidate))
      if (other !== undefined) found.set(result, other)
    }
  }
  return {
    pairs: base.results.flatMap((result) => {
      const other = found.get(result)
      return other === undefined ? [] : [{ base: result, head: other }]
    }),
    onlyInBase: base.results.filter((result) => !found.has(result)),
    onlyInHead: [...rest],
  }
}

/** One clause for each parameter that differs. */
export function parameterDifferences({ base, head }: ResultPair): string[] {
  const names = new Set([...Object.keys(base.parameters), ...Object.keys(head.parameters)])
  return [...names].flatMap((name) => {
    const [from, to] = [base.parameters[name], head.parameters[name]]
    return from === to ? [] : [differenceText(`parameter ${name}`, String(from ?? 'absent'), String(to ?? 'absent'))]
  })
}

/** Says that something differs, and how. */
export function differenceText(what: string, base: string, head: string): string {
  return `${what} differs: ${base} in base, ${head} in head`
}

/** Whether two results are of the same scenario, target, instances, adapter and transport. */
export function isSame(one: ResultKey, other: ResultKey): boolean {
  return keys.every((key) => one[key] === other[key])
}

function isSameWithParameters(base: Result, head: Result): boolean {
  return isSame(base, head) && parameterDifferences({ base, head }).length === 0
}
