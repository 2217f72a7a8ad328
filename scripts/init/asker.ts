/** One of several things that can be chosen. */
export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

/** Asks a person. Every question rejects with {@link Cancelled} when the person has had enough. */
export interface Asker {
  select<Value extends string>(question: string, choices: readonly Choice<Value>[], initial: Value): Promise<Value>
  /** Asks again while `problemOf` finds one. */
  text(question: string, initial: string, problemOf?: (text: string) => string | undefined): Promise<string>
  confirm(question: string, initial: boolean): Promise<boolean>
}

/** Somebody pressed Ctrl-C, or Escape, instead of answering. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled'

  constructor() {
    super('cancelled')
  }
}
