import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Set by git for its hooks: they would send us to another repository than the one of the folder. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR']

/** Runs git in a folder; resolves with what it prints, without the last line break. Rejects with git's own words, on one line. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C' }
  for (const name of ofHooks) Reflect.deleteProperty(env, name)
  try {
    // Hooks are for people who work in a checkout; ours is only measured.
    const { stdout } = await promisify(execFile)('git', ['-C', folder, '-c', 'core.hooksPath=/dev/null', ...args], {
      env,
    })
    return stdout.trimEnd()
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    const reason = said.trim() || (error instanceof Error ? error.message : String(error))
    throw new Error(`git ${args[0] ?? ''}: ${reason.replaceAll(/\s+/g, ' ')}`, { cause: error })
  }
}

/** The same, for questions to which no answer is an answer: `undefined` where git fails or is not there. */
export async function askGit(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    return await git(folder, ...args)
  } catch {
    return undefined
  }
}
