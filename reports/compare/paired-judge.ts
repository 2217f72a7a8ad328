import { compareRules, type CompareOptions, type CompareRules } from './compare-rules.ts'
import { metrics } from '../metrics.ts'
import { isClear } from './clear.ts'
import type { MetricComparison } from './comparison.ts'
import { alphaPerLook, looks } from './look-plan.ts'
import type { PairedDesign } from './paired-design.ts'
import { pairedVerdicts } from './paired-verdicts.ts'
import { PairedBatch, questionsOf, type JudgedMetric, type PairedTrials } from './paired-batch.ts'

/** What is known after a pair. */
export interface JudgeState {
  readonly batch: PairedBatch['name']
  /** Pairs of this batch. */
  readonly pairs: number
  /** After how many pairs of this batch the next look is due; `undefined` when there is none left. */
  readonly nextLook: number | undefined
  /** What the pairs of this batch say of the metrics that decide: shown to people, decided by only at looks. */
  readonly metrics: readonly JudgedMetric[]
  /** Whether no further pair is of use. */
  readonly decided: boolean
  /** Whether that is because more pairs would change nothing; otherwise all looks are used up. */
  readonly clear: boolean
}

/**
 * Decides from pairs of trials whether head is worse than base, with as few pairs as that takes.
 *
 * A batch of pairs is looked at after fixed numbers of them (`look-plan.ts`), each time at a confidence so high that all
 * looks together keep 95 %. It ends as soon as every gated metric is clear: better, or its whole interval within the
 * practical limit. Where one is worse, a second batch begins, which shares no pair with the first and is judged only
 * on what the first has found: so a change is reported only if it was found twice, and its estimate is free of the
 * optimism of whatever was picked because it looked large.
 */
export class PairedJudge {
  readonly #rules: CompareRules
  #first: PairedBatch | undefined
  #confirmation: PairedBatch | undefined
  #clear = false
  #ended = false

  /** Throws a `RangeError` for options that name a metric which is not known or has no better direction. */
  constructor(options?: CompareOptions) {
    this.#rules = compareRules(options)
  }

  /** The batches so far, the one in progress last. */
  get batches(): readonly PairedBatch[] {
    return [this.#first, this.#confirmation].filter((batch) => batch !== undefined)
  }

  /** Whether no further pair is of use. */
  get decided(): boolean {
    return this.#clear || this.#ended
  }

  /** Adds one pair per cell (scenario, target, transport; always in the same order), and looks if that is due. */
  add(round: readonly PairedTrials[]): JudgeState {
    this.#first ??= new PairedBatch('first', questionsOf(round, this.#rules), this.#rules)
    const batch = this.#confirmation ?? this.#first
    if (batch.add(round)) this.#look(batch)
    return this.#stateOf(batch)
  }

  /** The budget is used up: takes a last look, early, in place of the next one. Without any pair there is nothing to tell. */
  end(): JudgeState | undefined {
    const batch = this.#confirmation ?? this.#first
    if (batch === undefined) return undefined
    if (!this.decided && batch.canLook) this.#look(batch)
    this.#ended = true
    return this.#stateOf(batch)
  }

  /** What is said of every metric, per cell; after the end. */
  verdicts(): MetricComparison[][] {
    return pairedVerdicts(this.batches, this.#rules, new Set(metrics))
  }

  /** The same for the metrics that decide only, which takes a fraction of the time. */
  gatedVerdicts(): MetricComparison[][] {
    const asked = new Set(this.#first?.questions.map(({ metric }) => metric))
    return pairedVerdicts(this.batches, this.#rules, asked)
  }

  /** How it was decided. */
  design(ending: Pick<PairedDesign, 'discardedPairs' | 'stoppedBecause' | 'maxMinutes'>): PairedDesign {
    const batches = this.batches.map(({ name, pairs, looks }) => ({ name, pairs, looks: [...looks] }))
    return { batches, alphaPerLook, ...ending }
  }

  #look(batch: PairedBatch): void {
    const judged = batch.look()
    const worse = judged.filter(({ verdict }) => verdict === 'worse')
    if (batch === this.#confirmation) {
      this.#clear = worse.length > 0 || judged.every(isClear)
    } else if (worse.length > 0) {
      const found = batch.questions.filter(({ cell, metric }) =>
        worse.some((one) => one.cell === cell && one.id === metric.id),
      )
      this.#confirmation = new PairedBatch('confirmation', found, this.#rules)
    } else {
      this.#clear = judged.every(isClear)
    }
    // A confirmation that has only just begun has all its looks before it.
    this.#ended = (this.#confirmation ?? batch).looks.length === looks.length
  }

  #stateOf(batch: PairedBatch): JudgeState {
    const { decided } = this
    const { name, pairs, nextLook } = batch
    return {
      batch: name,
      pairs,
      nextLook: decided ? undefined : nextLook,
      // Only when asked for: a simulation of thousands of comparisons does not look between the looks.
      get metrics() {
        return batch.peek()
      },
      decided,
      clear: this.#clear,
    }
  }
}
