import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll } from 'vitest'

import { eventually } from './eventually.ts'

const variable = 'GATECRASH_TEST_MARK'

/**
 * Recognises processes, and the processes that they start: by a variable in their environment, or by a working directory in
 * our own folder for temporary files (proc(5), `environ` and `cwd`). Redis overwrites its environment, and works in such a
 * directory.
 */
export class ProcessMark {
  readonly #entry: string
  readonly #folder: string

  /**
   * From now on what this process starts is marked, unless it is given an environment without ours. One per test file, made
   * outside of its tests.
   */
  constructor() {
    const mark = randomUUID()
    this.#entry = `${variable}=${mark}`
    this.#folder = mkdtempSync(join(tmpdir(), 'gatecrash-mark-'))
    afterAll(() => rmSync(this.#folder, { recursive: true, force: true }))
    process.env[variable] = mark
    process.env['TMPDIR'] = this.#folder
  }

  /** Ids of the marked processes that run; one that has ended and waits for its parent has neither of the two. */
  async pids(): Promise<readonly number[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
    const areMarked = await Promise.all(pids.map((pid) => this.#isMarked(pid)))
    return pids.filter((pid, index) => pid !== process.pid && areMarked[index])
  }

  /** Of those, the ones with such a command line. */
  async pidsOf(command: RegExp): Promise<readonly number[]> {
    const pids = await this.pids()
    const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
    return pids.filter((_, index) => command.test((commands[index] ?? '').replaceAll('\0', ' ')))
  }

  /** What the marked processes have left among the temporary files. */
  async files(): Promise<readonly string[]> {
    return await readdir(this.#folder)
  }

  /** Resolves when no marked process runs any more, and nothing is left of them. */
  async gone(): Promise<true> {
    return await eventually('the end of every process of the target', async () => {
      const left = [...(await this.pids()), ...(await this.files())]
      return left.length === 0 ? true : undefined
    })
  }

  async #isMarked(pid: number): Promise<boolean> {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    return environment.split('\0').includes(this.#entry) || directory.startsWith(this.#folder)
  }
}
