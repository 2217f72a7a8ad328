import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isFolder } from './folder.ts'
import { InstallCache } from './install-cache.ts'
import { linkModules } from './linked-modules.ts'
import type { Step } from './step.ts'

const lockName = 'package-lock.json'

/** What the packages of a checked-out version are taken from. */
export interface DependencySources {
  /** The folder of the version. */
  readonly folder: string
  /** The top of its worktree. */
  readonly top: string
  /** The same two in the working tree. */
  readonly workingFolder: string
  readonly workingTop: string
  /** Where installs are kept. */
  readonly cacheFolder: string
  /** Runs a command in a folder. */
  readonly run: (step: Pick<Step, 'name' | 'command' | 'folder'>) => Promise<void>
}

/**
 * Gives a checked-out version its packages: those of the working tree where the lock file is the same, otherwise its own, by
 * `npm ci` the first time. A version without a lock file gets those of the working tree. One whose workspaces have packages of
 * their own is always installed. Resolves with what was done, in a few words.
 */
export async function provideDependencies(sources: DependencySources): Promise<string> {
  const { run, cacheFolder } = sources
  const [project, workingProject] = await projectsOf(sources)
  const modules = join(project, 'node_modules')
  const workingModules = join(workingProject, 'node_modules')
  const lock = await textOf(join(project, lockName))
  const isInstalled = await isFolder(workingModules)
  const install = (): Promise<void> =>
    run({ name: 'npm ci', command: ['npm', 'ci', '--no-audit', '--no-fund'], folder: project })
  if (lock !== undefined && (await hasWorkspaces(project)) && !isAllInOneFolder(lock)) {
    await install()
    return 'packages of its own'
  }
  if (lock === undefined || (isInstalled && lock === (await textOf(join(workingProject, lockName))))) {
    if (!isInstalled) return 'no packages'
    await linkModules(workingModules, modules)
    return 'packages of the working tree'
  }
  const cache = new InstallCache(cacheFolder)
  const found = await cache.find(lock)
  if (found === undefined) await install()
  await mkdir(modules, { recursive: true })
  const kept = found ?? (await cache.keep(lock, modules))
  await cache.trim()
  await rm(modules, { recursive: true, force: true })
  await linkModules(kept, modules)
  return found === undefined ? 'packages of its own' : 'packages of its own, installed before'
}

/** The nearest folder upwards with a lock file, in the version and in the working tree; without one, the folder itself. */
async function projectsOf({ folder, top, workingFolder, workingTop }: DependencySources): Promise<[string, string]> {
  let [own, working] = [folder, workingFolder]
  while ((await textOf(join(own, lockName))) === undefined && own !== top && working !== workingTop) {
    own = dirname(own)
    working = dirname(working)
  }
  return (await textOf(join(own, lockName))) === undefined ? [folder, workingFolder] : [own, working]
}

async function hasWorkspaces(project: string): Promise<boolean> {
  const manifest: unknown = JSON.parse((await textOf(join(project, 'package.json'))) ?? '{}')
  return typeof manifest === 'object' && manifest !== null && 'workspaces' in manifest
}

/**
 * Whether the lock file puts every package into the `node_modules` of the project, and none into that of a workspace. Told from the paths of
 * lock file versions 2 and 3 (https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json); others say nothing of it.
 */
function isAllInOneFolder(lock: string): boolean {
  try {
    const { packages } = JSON.parse(lock) as { readonly packages?: Readonly<Record<string, unknown>> }
    if (packages === undefined) return false
    return Object.keys(packages).every((path) => path.startsWith('node_modules/') || !path.includes('/node_modules/'))
  } catch {
    return false
  }
}

async function textOf(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch(() => undefined)
}
