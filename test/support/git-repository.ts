import { execFile } from 'node:child_process'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from './temporary-folder.ts'

/** A git repository in a folder that is removed when the running test has ended. */
export class GitRepository {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async create(): Promise<GitRepository> {
    const repository = new GitRepository(await realpath(await temporaryFolder()))
    await repository.git('init', '--quiet', '--initial-branch', 'main')
    await repository.git('config', 'user.name', 'Ada')
    await repository.git('config', 'user.email', 'ada@example.org')
    return repository
  }

  /** Writes files, by their paths in the working tree. */
  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, path)), { recursive: true })
      await writeFile(join(this.folder, path), text)
    }
  }

  /** Writes files and commits them, with everything else that has changed; resolves with the commit. */
  async commit(files: Readonly<Record<string, string>>, message = 'Change it'): Promise<string> {
    await this.write(files)
    await this.git('add', '--all')
    await this.git('commit', '--quiet', '--allow-empty', '--message', message)
    return await this.git('rev-parse', 'HEAD')
  }

  /** The folders of all worktrees, our own first. */
  async worktrees(): Promise<readonly string[]> {
    const list = await this.git('worktree', 'list', '--porcelain')
    return [...list.matchAll(/^worktree (.*)$/gm)].map(([, folder = '']) => folder)
  }

  async git(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('git', ['-C', this.folder, ...args])
    return stdout.trim()
  }
}
