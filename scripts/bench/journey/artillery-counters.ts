import { readFile } from 'node:fs/promises'

/** What Artillery has counted itself, by its own names: `vusers.created`, `errors.<code>`, ... */
export type ArtilleryCounters = Readonly<Record<string, number>>

const ofErrors = 'errors.'

/** Adds up the figures that Artillery processes have written; `undefined` for a file that none has. */
export async function readCounters(path: string): Promise<ArtilleryCounters | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { aggregate } = JSON.parse(text) as { aggregate?: { counters?: ArtilleryCounters } }
  return aggregate?.counters ?? {}
}

/** The counters of several processes as one. */
export function sumOfCounters(all: readonly ArtilleryCounters[]): ArtilleryCounters {
  const sum: Record<string, number> = {}
  for (const counters of all) {
    for (const [name, count] of Object.entries(counters)) sum[name] = (sum[name] ?? 0) + count
  }
  return sum
}

/** Errors of virtual users by their code. */
export function errorsIn(counters: ArtilleryCounters): [code: string, count: number][] {
  return Object.entries(counters)
    .filter(([name]) => name.startsWith(ofErrors))
    .map(([name, count]) => [name.slice(ofErrors.length), count])
}
