import { looks } from '../../reports/compare/look-plan.ts'
import type { JudgedMetric } from '../../reports/compare/paired-batch.ts'
import type { JudgeState } from '../../reports/compare/paired-judge.ts'
import { metricOf } from '../../reports/metrics.ts'
import { changeText } from '../../reports/render/comparison/change-text.ts'
import { sanitize } from '../../reports/render/sanitize.ts'
import { verdictMarks } from '../../reports/render/verdict-marks.ts'
import type { TrialPhase } from '../../load/trial-result.ts'
import type { Cell } from '../bench/cell.ts'
import { LiveLine, type ProgressStream } from '../cli/live-line.ts'
import { spoiledBy, type Pair } from './pair.ts'
import type { SideName } from './side.ts'

/** Says how the pairs get on: one line for each of them, with what they say so far, and one for each look at them. */
export class AbProgress {
  readonly #line: LiveLine
  readonly #cells: readonly Cell[]
  readonly #phases: Record<SideName, TrialPhase> = { base: 'start', head: 'start' }
  #last: Pick<JudgeState, 'batch' | 'pairs' | 'nextLook'> = { batch: 'first', pairs: 0, nextLook: looks[0] }

  constructor(out: ProgressStream, cells: readonly Cell[]) {
    this.#line = new LiveLine(out)
    this.#cells = cells
  }

  /** A line about something else, whose words may come from anywhere. */
  say(text: string): void {
    this.#line.keep(sanitize(text))
  }

  phase(side: SideName, phase: TrialPhase): void {
    this.#phases[side] = phase
    const { base, head } = this.#phases
    this.#line.show(`${this.#titleOf(this.#last.batch, this.#last.pairs + 1)} | base: ${base}, head: ${head}`)
  }

  /** Tells of a pair that cannot be used. */
  discarded(pair: Pair): void {
    this.say(`${this.#titleOf(this.#last.batch, this.#last.pairs + 1)} is measured again: ${spoiledBy(pair)}`)
  }

  /** Tells what is known after a pair, and of the look if there was one. */
  state(state: JudgeState): void {
    const { batch, pairs, nextLook, metrics } = state
    const due = batch === this.#last.batch ? this.#last.nextLook : looks[0]
    this.#line.keep([this.#titleOf(batch, pairs), ...metrics.map((metric) => this.#effectOf(metric))].join(' | '))
    if (pairs === due) this.say(`look after ${pairs} pairs: ${outcomeOf(state)}`)
    const worse = pairs === due && batch === 'first' && metrics.some(({ verdict }) => verdict === 'worse')
    this.#last =
      worse && !state.decided ? { batch: 'confirmation', pairs: 0, nextLook: looks[0] } : { batch, pairs, nextLook }
  }

  #titleOf(batch: JudgeState['batch'], pair: number): string {
    return `${batch === 'first' ? 'pair' : 'confirming pair'} ${pair}`
  }

  #effectOf({ cell, id, effect, verdict }: JudgedMetric): string {
    const metric = metricOf(id)
    const { estimate, interval } = changeText(effect, metric)
    const where = this.#cells.length > 1 ? `${this.#nameOf(cell)} ` : ''
    return `${where}${id} ${[estimate, interval, verdictMarks[verdict]].filter((part) => part !== '').join(' ')}`
  }

  /** What tells the cells of a run apart: the scenario and the transport. */
  #nameOf(cell: number): string {
    const { scenario, transport } = this.#cells[cell] ?? {}
    return `${scenario?.name} ${transport}`
  }
}

function outcomeOf({ batch, nextLook, metrics, decided }: JudgeState): string {
  const worse = metrics.filter(({ verdict }) => verdict === 'worse').map(({ id }) => id)
  if (batch === 'first' && worse.length > 0) {
    return `worse in ${worse.join(', ')}; a second batch of pairs must find it again`
  }
  if (batch === 'confirmation' && worse.length > 0) return `confirmed: worse in ${worse.join(', ')}`
  if (decided) return 'nothing is left to decide'
  return `not clear yet, the next one is after ${nextLook}`
}
