import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { git, askGit } from './git.ts'

/** The folders that hold our worktrees begin so; the id of the process that has made one follows. */
export const temporaryPrefix = 'gatecrash-ab-'

const ownFolder = new RegExp(`/${temporaryPrefix}(\\d+)-[^/]+$`)

/** Checks a commit out into a new folder, as a worktree of the repository. Rejects with git's words. */
export async function addWorktree(repository: string, folder: string, commit: string): Promise<void> {
  await git(repository, 'worktree', 'add', '--quiet', '--detach', folder, commit)
}

/** Removes a worktree, whatever is in it and however far it came. */
export async function removeWorktree(repository: string, folder: string): Promise<void> {
  await askGit(repository, 'worktree', 'remove', '--force', '--force', folder)
  await rm(folder, { recursive: true, force: true })
  await git(repository, 'worktree', 'prune')
}

/** Removes the worktrees of earlier runs that were ended by force, and the folders that hold them. */
export async function removeLeftWorktrees(repository: string): Promise<void> {
  const list = await git(repository, 'worktree', 'list', '--porcelain')
  for (const [, folder = ''] of list.matchAll(/^worktree (.*)$/gm)) {
    const pid = ownFolder.exec(dirname(folder))?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    await removeWorktree(repository, folder)
    await rm(dirname(folder), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else runs as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
