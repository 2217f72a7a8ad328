import { clearLine, cursorTo } from 'node:readline'
import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import type { WorkerProgress } from '../../load/worker/protocol.ts'
import { Recorder } from '../../load/recorder.ts'
import { monotonicClock } from '../../load/clock.ts'
import type { PlannedTrial } from './cell.ts'

/** Where progress is written; a terminal is given a live line, anything else plain ones. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

const refreshMs = 200

/** Says how a run gets on: on a terminal one live line per trial, elsewhere one line when it begins and ends. */
export class Progress {
  readonly #out: ProgressStream
  readonly #total: number
  #done = 0
  #title = ''
  #phase: TrialPhase = 'start'
  #phaseSince = 0
  #trialSince = 0
  #latest: WorkerProgress | undefined
  #latestP99: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(out: ProgressStream, total: number) {
    this.#out = out
    this.#total = total
  }

  begin({ cell, trial }: PlannedTrial): void {
    this.#title = `[${this.#done + 1}/${this.#total}] ${cell.scenario.name} ${cell.target} ${cell.transport}, trial ${trial}`
    this.#trialSince = monotonicClock.now()
    this.#latest = undefined
    this.#latestP99 = undefined
    this.phase('start')
    if (this.#out.isTTY) this.#timer = setInterval(() => this.#paint(), refreshMs)
  }

  phase(phase: TrialPhase): void {
    this.#phase = phase
    this.#phaseSince = monotonicClock.now()
    if (this.#out.isTTY) this.#paint()
  }

  news(progress: WorkerProgress): void {
    this.#latest = progress
    if (progress.responseTimes !== undefined) this.#latestP99 = Recorder.decode(progress.responseTimes).percentile(99)
  }

  /** Ends a trial; `repeated` says that another one will make up for it. */
  end(result: TrialResult, repeated: boolean): void {
    clearInterval(this.#timer)
    if (!repeated) this.#done++
    const took = ((monotonicClock.now() - this.#trialSince) / 1000).toFixed(1)
    this.#line(`${this.#title}: ${result.status} in ${took} s${outcome(result)}${repeated ? ' It is repeated.' : ''}`)
  }

  #paint(): void {
    const seconds = ((monotonicClock.now() - this.#phaseSince) / 1000).toFixed(0)
    const live = [this.#title, `${this.#phase} ${seconds} s`, ...this.#figures()].join(' | ')
    cursorTo(this.#out as NodeJS.WriteStream, 0)
    this.#out.write(live.slice(0, Math.max(20, (this.#out.columns ?? 80) - 1)))
    clearLine(this.#out as NodeJS.WriteStream, 1)
  }

  #figures(): string[] {
    const latest = this.#latest
    if (latest === undefined) return []
    const { connected, sent, delivered, failed } = latest
    const p99 = this.#latestP99 === undefined ? [] : [`p99 ${this.#latestP99.toFixed(1)} ms`]
    const messages = sent === 0 ? [] : [`${sent} sent`, `${delivered} delivered`]
    return [`${connected} users`, ...messages, ...p99, ...(failed === 0 ? [] : [`${failed} failed`])]
  }

  #line(text: string): void {
    if (this.#out.isTTY) {
      cursorTo(this.#out as NodeJS.WriteStream, 0)
      clearLine(this.#out as NodeJS.WriteStream, 0)
    }
    this.#out.write(`${text}\n`)
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
