import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isFolder } from './folder.ts'

/** Installs that are kept: those used last. */
const keptInstalls = 4
/** An install that nobody has used for so long is removed, in milliseconds. */
const keptMs = 30 * 24 * 60 * 60 * 1000
const partial = '.partial-'
/** Packages find each other only in a folder of this name. */
const modulesName = 'node_modules'

/**
 * Where installs are kept: in the user's folder for caches. Not below the `node_modules` of the working tree, where a package
 * that a version lacks would be found among those of another.
 */
export function installCacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'gatecrash', 'dependencies')
}

/**
 * Installed dependencies by lock file, so that a version that was installed once is not installed again. At most four are kept,
 * each for thirty days after its last use.
 */
export class InstallCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The `node_modules` that belong to a lock file, if they are there; they count as used now. */
  async find(lock: string): Promise<string | undefined> {
    const install = this.#pathOf(lock)
    const modules = join(install, modulesName)
    if (!(await isFolder(modules))) return undefined
    await utimes(install, new Date(), new Date())
    return modules
  }

  /** Takes `node_modules` over, and resolves with where they are now. */
  async keep(lock: string, modules: string): Promise<string> {
    const install = this.#pathOf(lock)
    const staged = join(this.#folder, `${partial}${randomUUID()}`)
    await mkdir(staged, { recursive: true })
    await move(modules, join(staged, modulesName))
    await rm(install, { recursive: true, force: true })
    await rename(staged, install)
    return join(install, modulesName)
  }

  /** Removes what is beyond the bounds, and what killed runs have left. */
  async trim(now: number = Date.now()): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    const entries = await Promise.all(
      names.map(async (name) => ({ name, usedAt: (await stat(join(this.#folder, name))).mtimeMs })),
    )
    const installs = entries.filter(({ name }) => !name.startsWith(partial)).sort((a, b) => b.usedAt - a.usedAt)
    const old = installs.filter(({ usedAt }, rank) => rank >= keptInstalls || now - usedAt > keptMs)
    const left = entries.filter(({ name, usedAt }) => name.startsWith(partial) && now - usedAt > keptMs / 30)
    for (const { name } of [...old, ...left]) await rm(join(this.#folder, name), { recursive: true, force: true })
  }

  /** Packages may hold compiled code, which fits one runtime and one machine. */
  #pathOf(lock: string): string {
    const { platform, arch, versions } = process
    const key = createHash('sha256').update(`${platform} ${arch} ${versions.modules}\n${lock}`).digest('hex')
    return join(this.#folder, key.slice(0, 16))
  }
}

/** Moves a folder, to another file system where it must be. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    await cp(from, to, { recursive: true, verbatimSymlinks: true })
    await rm(from, { recursive: true })
  }
}
