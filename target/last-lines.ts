import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const keptLines = 20
const keptCharacters = 500

/** The last lines that a process printed, so that its end can be explained; memory is bounded. */
export class LastLines {
  readonly #lines: string[] = []
  readonly #listener: ((line: string) => void) | undefined

  /** Calls `listener` for every line as it comes. */
  constructor(listener?: (line: string) => void) {
    this.#listener = listener
  }

  /** Reads a stream to its end, a line at a time. */
  follow(stream: Readable): void {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      const cut = line.slice(0, keptCharacters)
      if (cut.trim() !== '') this.#lines.push(cut)
      if (this.#lines.length > keptLines) this.#lines.shift()
      this.#listener?.(cut)
    })
  }

  /** Oldest first, blank lines left out. */
  get lines(): readonly string[] {
    return [...this.#lines]
  }
}
