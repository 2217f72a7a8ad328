import { CANCEL_SYMBOL, confirm, select, text } from '@clack/prompts'
import type { Readable, Writable } from 'node:stream'

import { Cancelled, type Asker, type Choice } from './asker.ts'

/** Asks at a terminal. */
export class TerminalAsker implements Asker {
  readonly #common: { readonly input: Readable; readonly output: Writable }

  constructor(input: Readable, output: Writable) {
    this.#common = { input, output }
  }

  async select<Value extends string>(
    question: string,
    choices: readonly Choice<Value>[],
    initial: Value,
  ): Promise<Value> {
    const options = choices.map(({ value, label, hint }) => ({ value, label, ...(hint !== undefined && { hint }) }))
    // The type of an option is worked out from whether its value is plain, which a type parameter does not tell.
    const asked = select<string>({ ...this.#common, message: question, options, initialValue: initial })
    return answered(await asked) as Value
  }

  async text(question: string, initial: string, problemOf?: (text: string) => string | undefined): Promise<string> {
    const validate = (answer: string | undefined): string | undefined => problemOf?.(answer ?? '')
    return answered(await text({ ...this.#common, message: question, initialValue: initial, validate }))
  }

  async confirm(question: string, initial: boolean): Promise<boolean> {
    return answered(await confirm({ ...this.#common, message: question, initialValue: initial }))
  }
}

function answered<Value extends string | boolean>(answer: Value | typeof CANCEL_SYMBOL): Value {
  if (answer === CANCEL_SYMBOL) throw new Cancelled()
  return answer
}
