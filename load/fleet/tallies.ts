import type { SeriesLog, WorkerLog } from './worker-log.ts'

interface Tally {
  count: number
  readonly first: number
  last: number
}

/** Counters of one worker, and how those that are drawn over time have grown second by second. */
export class Tallies {
  readonly #counters = new Map<string, Tally>()
  readonly #failures = new Map<string, number>()
  readonly #seconds = { connected: new PerSecond(), emits: new PerSecond(), deliveries: new PerSecond() }

  /** Adds to a counter at a moment of fleet time (microseconds). */
  count(name: string, n: number, at: number): void {
    const tally = this.#counters.get(name)
    if (tally === undefined) this.#counters.set(name, { count: n, first: at, last: at })
    else {
      tally.count += n
      tally.last = at
    }
    if (name === 'emits') this.#seconds.emits.add(at, n)
    else if (name === 'deliveries') this.#seconds.deliveries.add(at, n)
    else if (name === 'connects' || name === 'reconnects') this.#seconds.connected.add(at, n)
    else if (name.startsWith('disconnects.')) this.#seconds.connected.add(at, -n)
  }

  fail(operation: string, code: string): void {
    const key = `${operation}.${code}`
    this.#failures.set(key, (this.#failures.get(key) ?? 0) + 1)
  }

  log(startedMicros: number, endedMicros: number): Pick<WorkerLog, 'counters' | 'spans' | 'failures' | 'series'> {
    const tallies = [...this.#counters]
    const { connected, emits, deliveries } = this.#seconds
    const [from, to] = [Math.floor(startedMicros / 1e6), Math.floor(endedMicros / 1e6)]
    return {
      counters: Object.fromEntries(tallies.map(([name, { count }]) => [name, count])),
      spans: Object.fromEntries(tallies.map(([name, { first, last }]) => [name, [first, last]])),
      failures: Object.fromEntries(this.#failures),
      series: {
        connected: running(connected.log(from, to)),
        emits: emits.log(from, to),
        deliveries: deliveries.log(from, to),
      },
    }
  }
}

/** A sum for each second. */
class PerSecond {
  readonly #sums = new Map<number, number>()

  add(micros: number, n: number): void {
    const second = Math.floor(micros / 1e6)
    this.#sums.set(second, (this.#sums.get(second) ?? 0) + n)
  }

  log(from: number, to: number): SeriesLog {
    return { from, values: Array.from({ length: to - from + 1 }, (_, n) => this.#sums.get(from + n) ?? 0) }
  }
}

function running({ from, values }: SeriesLog): SeriesLog {
  let sum = 0
  return { from, values: values.map((value) => (sum += value)) }
}
