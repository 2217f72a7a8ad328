import { Recorder } from '../recorder.ts'
import { clockShifts } from './fleet-clocks.ts'
import { MergeError } from './merge-error.ts'
import type { SeriesLog, WorkerLog } from './worker-log.ts'

type Counts = Readonly<Record<string, number>>

/** What can simply be added up. Times are microseconds of the common clock. */
export interface Sums {
  readonly counters: Counts
  readonly failures: Counts
  readonly spans: Readonly<Record<string, readonly [first: number, last: number]>>
  readonly recorders: ReadonlyMap<string, Recorder>
  readonly series: Readonly<Record<string, SeriesLog>>
  /** Of all processes since they began; one that holds several workers counts once. */
  readonly cpuMicros: number
  /** The same since the first worker of each process began. */
  readonly workingCpuMicros: number
  readonly rssBytes: number
  readonly processes: number
}

/** Adds up counters, failures, histograms, series and usage of all logs, without loss. Throws a {@link MergeError} for a damaged histogram. */
export function sumsOf(logs: readonly WorkerLog[]): Sums {
  const processes = [...Map.groupBy(logs, (log) => log.process.id).values()]
  const most = (figure: 'cpuMicros' | 'rssBytes'): number =>
    processes.reduce((sum, threads) => sum + Math.max(...threads.map((log) => log.process[figure])), 0)
  const cpuMicros = most('cpuMicros')
  const before = processes.reduce(
    (sum, threads) => sum + Math.min(...threads.map((log) => log.process.cpuBeforeMicros)),
    0,
  )
  return {
    counters: summed(logs.map(({ counters }) => counters)),
    failures: summed(logs.map(({ failures }) => failures)),
    spans: spansOf(logs),
    recorders: recordersOf(logs),
    series: seriesOf(logs),
    cpuMicros,
    workingCpuMicros: cpuMicros - before,
    rssBytes: most('rssBytes'),
    processes: processes.length,
  }
}

function summed(all: readonly Counts[]): Counts {
  const sums: Record<string, number> = {}
  for (const counts of all) for (const [name, n] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + n
  return sums
}

function spansOf(logs: readonly WorkerLog[]): Sums['spans'] {
  const shifts = clockShifts(logs)
  const spans: Record<string, readonly [number, number]> = {}
  for (const [n, log] of logs.entries()) {
    const shift = shifts[n] ?? 0
    for (const [name, [first, last]] of Object.entries(log.spans)) {
      const [from, to] = spans[name] ?? [Infinity, -Infinity]
      spans[name] = [Math.min(from, first + shift), Math.max(to, last + shift)]
    }
  }
  return spans
}

function recordersOf(logs: readonly WorkerLog[]): Map<string, Recorder> {
  const recorders = new Map<string, Recorder>()
  const told = new Map<string, number>()
  for (const { worker, histograms } of logs) {
    for (const [name, encoded] of Object.entries(histograms)) {
      const one = decoded(encoded, `worker ${worker}: histogram ${name}`)
      told.set(name, (told.get(name) ?? 0) + one.count)
      const all = recorders.get(name)
      if (all === undefined) recorders.set(name, one)
      else all.add(one)
    }
  }
  const lossy = [...recorders].filter(([name, { count }]) => count !== told.get(name))
  if (lossy.length > 0) throw new MergeError(lossy.map(([name]) => `the logs do not add up: histogram ${name}`))
  return recorders
}

function decoded(encoded: string, what: string): Recorder {
  try {
    return Recorder.decode(encoded)
  } catch {
    throw new MergeError([`${what} is damaged: copy its log again`])
  }
}

/** Sums second by second; a worker that has ended keeps its last value where the series is a state, `connected`. */
function seriesOf(logs: readonly WorkerLog[]): Record<string, SeriesLog> {
  const names = new Set(logs.flatMap(({ series }) => Object.keys(series)))
  return Object.fromEntries(
    [...names].map((name) => {
      const all = logs.flatMap(({ series }) => series[name] ?? [])
      const from = Math.min(...all.map((one) => one.from))
      const to = Math.max(...all.map((one) => one.from + one.values.length))
      const values = Array.from({ length: Math.max(0, to - from) }, (_, n) =>
        all.reduce((sum, one) => sum + valueAt(one, from + n, name === 'connected'), 0),
      )
      return [name, { from, values }]
    }),
  )
}

function valueAt({ from, values }: SeriesLog, second: number, isState: boolean): number {
  return values[second - from] ?? (isState && second >= from ? (values.at(-1) ?? 0) : 0)
}
