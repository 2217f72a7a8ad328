import { clearLine, cursorTo } from 'node:readline'

/** Where progress is written; a terminal is given a live line, anything else plain ones. */
export type ProgressStream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>

const usualColumns = 80
const fewestColumns = 20

/** The last line of a terminal, which is written anew as things go on, and the lines that stay above it. */
export class LiveLine {
  readonly #out: ProgressStream

  constructor(out: ProgressStream) {
    this.#out = out
  }

  /** Whether there is a terminal to show a live line on. */
  get isLive(): boolean {
    return this.#out.isTTY
  }

  /** Replaces the live line, cut to the width of the terminal; does nothing elsewhere. */
  show(text: string): void {
    if (!this.isLive) return
    cursorTo(this.#out as NodeJS.WriteStream, 0)
    this.#out.write(text.slice(0, Math.max(fewestColumns, (this.#out.columns ?? usualColumns) - 1)))
    clearLine(this.#out as NodeJS.WriteStream, 1)
  }

  /** Writes a line that stays, in place of the live one. */
  keep(text: string): void {
    this.clear()
    this.#out.write(`${text}\n`)
  }

  /** Takes the live line away. */
  clear(): void {
    if (!this.isLive) return
    cursorTo(this.#out as NodeJS.WriteStream, 0)
    clearLine(this.#out as NodeJS.WriteStream, 0)
  }
}
