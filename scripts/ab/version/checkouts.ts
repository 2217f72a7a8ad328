import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SideName } from '../side.ts'
import { addWorktree, removeLeftWorktrees, removeWorktree, temporaryPrefix } from './worktree.ts'
import type { VersionSource } from './version-source.ts'

type RefSource = Extract<VersionSource, { kind: 'ref' }>

/**
 * What a run keeps for a while: a folder for temporary files, and in it the worktrees of the versions that are git refs.
 *
 * It is not below `node_modules`, since Node runs no TypeScript there.
 */
export class Checkouts {
  #folder: string | undefined
  readonly #worktrees: { readonly repository: string; readonly folder: string }[] = []

  /** The folder for temporary files of this run; made when it is first asked for. */
  async temporary(): Promise<string> {
    this.#folder ??= await mkdtemp(join(tmpdir(), `${temporaryPrefix}${process.pid}-`))
    return this.#folder
  }

  /** Checks a ref out. Resolves with the top of the worktree; first removes what killed runs have left in the repository. */
  async checkOut(side: SideName, { commit, repository }: RefSource): Promise<string> {
    await removeLeftWorktrees(repository.top)
    const folder = join(await this.temporary(), side)
    this.#worktrees.push({ repository: repository.top, folder })
    await addWorktree(repository.top, folder, commit)
    return folder
  }

  /** Removes all of it. */
  async remove(): Promise<void> {
    for (const { repository, folder } of this.#worktrees.splice(0)) await removeWorktree(repository, folder)
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
    this.#folder = undefined
  }
}
