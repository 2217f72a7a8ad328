import type { Asker, Choice } from '../../scripts/init/asker.ts'
import { Cancelled } from '../../scripts/init/asker.ts'

/** Answers questions as a test says: the words of a question, and the answer; `undefined` takes what is offered. */
export class ScriptedAsker implements Asker {
  /** Every question that was asked, in order. */
  readonly asked: string[] = []
  readonly #answers: Readonly<Record<string, string | boolean>>

  constructor(answers: Readonly<Record<string, string | boolean>>) {
    this.#answers = answers
  }

  select<Value extends string>(question: string, choices: readonly Choice<Value>[], initial: Value): Promise<Value> {
    const answer = this.#answerTo(question)
    const chosen = answer === undefined ? initial : choices.find(({ value }) => value === answer)?.value
    return chosen === undefined ? Promise.reject(notOffered(question, answer)) : Promise.resolve(chosen)
  }

  text(question: string, initial: string, problemOf?: (text: string) => string | undefined): Promise<string> {
    const text = String(this.#answerTo(question) ?? initial)
    const problem = problemOf?.(text)
    return problem === undefined ? Promise.resolve(text) : Promise.reject(new Error(`${question} ${text}: ${problem}`))
  }

  confirm(question: string, initial: boolean): Promise<boolean> {
    return Promise.resolve((this.#answerTo(question) ?? initial) === true)
  }

  #answerTo(question: string): string | boolean | undefined {
    this.asked.push(question)
    const answer = Object.entries(this.#answers).find(([words]) => question.includes(words))?.[1]
    if (answer === 'cancel') throw new Cancelled()
    return answer
  }
}

function notOffered(question: string, answer: string | boolean | undefined): Error {
  return new Error(`${question} does not offer ${String(answer)}`)
}
