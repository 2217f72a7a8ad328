import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'

import { eventually } from './eventually.ts'

const variable = 'GATECRASH_TEST_MARK'

/** Recognises processes, and the processes that they start, by a variable in their environment (proc(5), `environ`). */
export class ProcessMark {
  readonly #entry: string

  /** From now on what this process starts is marked, unless it is given an environment without ours. */
  constructor() {
    const mark = randomUUID()
    process.env[variable] = mark
    this.#entry = `${variable}=${mark}`
  }

  /** Ids of the marked processes that run; one that has ended and waits for its parent has no environment. */
  async pids(): Promise<readonly number[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
    const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')))
    return pids.filter((pid, index) => pid !== process.pid && environments[index]?.split('\0').includes(this.#entry))
  }

  /** Resolves when no marked process runs any more. */
  async gone(): Promise<true> {
    return await eventually('the end of every process of the target', async () =>
      (await this.pids()).length === 0 ? true : undefined,
    )
  }
}
