import type { TextSink } from '../cli/command-line.ts'

/** Shows what the instances print once they run; before that, the error that they fail with repeats it. */
export class InstanceLog {
  readonly #err: TextSink
  #isOpen = false

  constructor(err: TextSink) {
    this.#err = err
  }

  open(): void {
    this.#isOpen = true
  }

  write(what: string, line: string): void {
    if (this.#isOpen) this.#err.write(`${what}: ${line}\n`)
  }
}
