import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import type { WorkerProgress } from '../../load/worker/protocol.ts'
import { Recorder } from '../../load/recorder.ts'
import { monotonicClock } from '../../load/clock.ts'
import { LiveLine, type ProgressStream } from '../cli/live-line.ts'
import type { PlannedTrial } from './cell.ts'

const refreshMs = 200

/** Says how a run gets on: on a terminal one live line per trial, elsewhere one line when it begins and ends. */
export class Progress {
  readonly #line: LiveLine
  readonly #total: number | undefined
  #done = 0
  #title = ''
  #phase: TrialPhase = 'start'
  #phaseSince = 0
  #trialSince = 0
  readonly #latest = new Map<number, WorkerProgress>()
  /** What came in the latest second that any worker has told of, encoded: decoded only to be shown. */
  #second = -1
  #inSecond: string[] = []
  #timer: NodeJS.Timeout | undefined

  /** `total` is how many trials there will be; `undefined` where nobody knows. */
  constructor(out: ProgressStream, total: number | undefined) {
    this.#line = new LiveLine(out)
    this.#total = total
  }

  begin({ cell, trial }: PlannedTrial): void {
    const title = cell.label ?? `${cell.scenario.name} ${cell.target} ${cell.transport}`
    const of = this.#total === undefined ? '' : `/${this.#total}`
    this.#title = `[${this.#done + 1}${of}] ${title}, trial ${trial}`
    this.#trialSince = monotonicClock.now()
    this.#latest.clear()
    this.#second = -1
    this.#inSecond = []
    this.phase('start')
    if (this.#line.isLive) this.#timer = setInterval(() => this.#paint(), refreshMs)
  }

  phase(phase: TrialPhase): void {
    this.#phase = phase
    this.#phaseSince = monotonicClock.now()
    this.#paint()
  }

  /** Takes what a worker tells of itself. */
  news(progress: WorkerProgress): void {
    this.#latest.set(progress.worker, progress)
    if (progress.second > this.#second) {
      this.#second = progress.second
      this.#inSecond = []
    }
    if (progress.second === this.#second && progress.responseTimes !== undefined) {
      this.#inSecond.push(progress.responseTimes)
    }
  }

  /** Ends a trial; `repeated` says that another one will make up for it. */
  end(result: TrialResult, repeated: boolean): void {
    clearInterval(this.#timer)
    if (!repeated) this.#done++
    const took = ((monotonicClock.now() - this.#trialSince) / 1000).toFixed(1)
    this.#line.keep(
      `${this.#title}: ${result.status} in ${took} s${outcome(result)}${repeated ? ' It is repeated.' : ''}`,
    )
  }

  /** Ends a trial of which somebody else tells. */
  drop(): void {
    clearInterval(this.#timer)
    this.#line.clear()
  }

  #paint(): void {
    if (!this.#line.isLive) return
    const seconds = ((monotonicClock.now() - this.#phaseSince) / 1000).toFixed(0)
    this.#line.show([this.#title, `${this.#phase} ${seconds} s`, ...this.#figures()].join(' | '))
  }

  #figures(): string[] {
    const total = (figure: (progress: WorkerProgress) => number): number =>
      [...this.#latest.values()].reduce((sum, progress) => sum + figure(progress), 0)
    if (this.#latest.size === 0) return []
    const figures = [`${total(({ connected }) => connected)} users`]
    const sent = total((progress) => progress.sent)
    if (sent > 0) figures.push(`${sent} sent`, `${total(({ delivered }) => delivered)} delivered`)
    const recent = Recorder.empty()
    for (const encoded of this.#inSecond) recent.add(Recorder.decode(encoded))
    const p99 = recent.percentile(99)
    if (p99 !== undefined) figures.push(`${recent.count}/s`, `p99 ${p99.toFixed(1)} ms`)
    const failed = total((progress) => progress.failed)
    return failed === 0 ? figures : [...figures, `${failed} failed`]
  }
}

function outcome(result: TrialResult): string {
  switch (result.status) {
    case 'completed': {
      const p99 = result.metrics['delivery.p99'] ?? result.metrics['connect.p99']
      return p99 === undefined ? '' : `, p99 ${p99.toFixed(1)} ms`
    }
    case 'invalid':
      return `: ${result.reasons.map(({ message }) => message).join(' ')}`
    case 'failed':
      return ` (${result.phase}): ${result.error.message}`
    case 'interrupted':
      return ` (${result.phase})`
  }
}
