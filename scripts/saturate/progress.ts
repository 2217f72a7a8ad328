import { sanitize } from '../../reports/render/sanitize.ts'
import { loadText, outcomeWords } from '../../reports/render/saturation-text.ts'
import type { SaturationStep } from '../../reports/saturation.ts'
import { LiveLine, type ProgressStream } from '../cli/live-line.ts'
import { Bracket } from './bracket.ts'

/** Says after each step what it says of the load, and between which loads the point now lies. */
export class SearchProgress {
  readonly #line: LiveLine
  readonly #subject: string
  readonly #searches: number
  #search = 0
  #bracket = new Bracket()

  /** `subject` names what is searched; `searches` is how often. */
  constructor(out: ProgressStream, subject: string, searches: number) {
    this.#line = new LiveLine(out)
    this.#subject = subject
    this.#searches = searches
  }

  /** A search begins; counted from 0. */
  begin(search: number): void {
    this.#search = search + 1
    this.#bracket = new Bracket()
    this.#line.keep(`${this.#subject}: search ${this.#search} of ${this.#searches}`)
  }

  step({ load, outcome, reason }: SaturationStep): void {
    this.#bracket.add(load, outcome)
    const { held, above } = this.#bracket
    const from = held === undefined ? 'below' : `between ${loadText(held)} and`
    const point = above === undefined ? `above ${loadText(held ?? load)}` : `${from} ${loadText(above)}`
    this.#line.keep(sanitize(`  ${loadText(load)} ${outcomeWords[outcome]}: ${reason}; the point is ${point}`))
  }
}
