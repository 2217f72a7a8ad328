import type { Metric } from '../metric.ts'
import type { CompareRules } from './compare-rules.ts'
import type { Effect, Verdict } from './comparison.ts'
import { pairedEffect } from './effect.ts'
import { metricOf } from '../metrics.ts'
import { holm } from '../statistics/holm.ts'
import { alphaPerLook, fewestPairs, looks } from './look-plan.ts'
import { verdictOf } from './verdict.ts'

/** The metrics of the two trials of a pair. */
export interface PairedTrials {
  readonly base: Readonly<Record<string, number>>
  readonly head: Readonly<Record<string, number>>
}

/** A metric that decides, and the cell (scenario, target, transport) that it belongs to. */
export interface Question {
  readonly cell: number
  readonly metric: Metric
}

/** A question and what the pairs of a batch answer so far. */
export interface JudgedMetric {
  readonly cell: number
  readonly id: string
  readonly effect: Effect
  readonly verdict: Verdict
  readonly reason?: string
}

/** The questions that decide: the gated metrics that both trials of a pair have, cell by cell. */
export function questionsOf(round: readonly PairedTrials[], { gated }: CompareRules): Question[] {
  return round.flatMap(({ base, head }, cell) =>
    gated
      .filter((id) => base[id] !== undefined && head[id] !== undefined)
      .map((id) => ({ cell, metric: metricOf(id) })),
  )
}

/** Pairs that were measured one after the other, and the looks at them. */
export class PairedBatch {
  readonly name: 'first' | 'confirmation'
  readonly questions: readonly Question[]
  readonly #rules: CompareRules
  readonly #rounds: (readonly PairedTrials[])[] = []
  readonly #looks: number[] = []
  #lastLook: readonly JudgedMetric[] = []

  constructor(name: PairedBatch['name'], questions: readonly Question[], rules: CompareRules) {
    this.name = name
    this.questions = questions
    this.#rules = rules
  }

  get pairs(): number {
    return this.#rounds.length
  }

  /** After how many pairs it was looked at. */
  get looks(): readonly number[] {
    return this.#looks
  }

  /** What the latest look saw; empty before the first one. */
  get lastLook(): readonly JudgedMetric[] {
    return this.#lastLook
  }

  /** After how many pairs it will be looked at next; `undefined` when all looks are used up. */
  get nextLook(): number | undefined {
    return looks[this.#looks.length]
  }

  get rounds(): readonly (readonly PairedTrials[])[] {
    return this.#rounds
  }

  /** Adds a pair per cell; true when it is time to look. */
  add(round: readonly PairedTrials[]): boolean {
    this.#rounds.push(round)
    return this.pairs === this.nextLook
  }

  /** Whether a look can be taken now without taking the same one twice, and could find anything. */
  get canLook(): boolean {
    return this.nextLook !== undefined && this.pairs > (this.#looks.at(-1) ?? 0) && this.pairs >= fewestPairs
  }

  /** Judges the pairs so far and uses up one look. */
  look(): readonly JudgedMetric[] {
    this.#looks.push(this.pairs)
    this.#lastLook = this.peek()
    return this.#lastLook
  }

  /**
   * What the pairs answer so far, each interval at the confidence of one look; to be shown, not to be decided by. A change
   * counts as one only if it also survives Holm's correction over the questions.
   */
  peek(): readonly JudgedMetric[] {
    const answers = this.questions.flatMap((question) => {
      const values = this.#valuesOf(question)
      if (values.length === 0) return []
      const limit = this.#rules.limitOf(question.metric)
      return [{ question, effect: pairedEffect(question.metric, values, limit, 1 - alphaPerLook) }]
    })
    const tested = answers.filter(({ effect }) => !isConstant(effect))
    const adjusted = holm(tested.map(({ effect }) => effect.p))
    const adjustedBy = new Map(tested.map((answer, at) => [answer, adjusted[at] ?? 1]))
    return answers.map((answer) => {
      const { metric, cell } = answer.question
      const effect = { ...answer.effect, adjustedP: adjustedBy.get(answer) ?? 1 }
      return { cell, id: metric.id, effect, ...verdictOf(effect, metric.better === 'higher' ? 'higher' : 'lower') }
    })
  }

  #valuesOf({ cell, metric: { id } }: Question): { base: number; head: number }[] {
    return this.#rounds.flatMap((round) => {
      const base = round[cell]?.base[id]
      const head = round[cell]?.head[id]
      return base === undefined || head === undefined ? [] : [{ base, head }]
    })
  }
}

/** Nothing varies: there is nothing to test, and so nothing that Holm's correction must pay for. */
function isConstant({ estimate, low, high }: Effect): boolean {
  return estimate === 0 && low === 0 && high === 0
}
