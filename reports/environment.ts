import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { bundledVersions, resolvedVersions } from './packages.ts'
import type { Environment, Tool } from './report.ts'

/** The folder of package.json, wherever below it this module is. */
const ownRoot = new URL('.', pathToFileURL(findPackageJSON('..', import.meta.url) ?? fileURLToPath(import.meta.url)))

/** What only the caller knows of an environment. */
export interface KnownEnvironment {
  /** The Redis behind the adapters; `undefined` where none is used. */
  readonly redis: Environment['redis']
  /** CPU numbers by process; empty where nothing is pinned. */
  readonly placement: Environment['placement']
  /**
   * The folder whose `node_modules` the gateway runs on, with its closing slash; default: gatecrash itself. Of a gateway whose
   * packages are not known only the client's is told.
   */
  readonly root?: URL | 'unknown'
}

/**
 * Collects what is measured with: runtime, machine, kernel, package versions. Call it before the first trial, so that
 * the load average is that of the idle machine, and before this process is pinned, so that `cores` counts all of them.
 */
export async function collectEnvironment(known: KnownEnvironment): Promise<Environment> {
  const [one = 0, five = 0, fifteen = 0] = loadavg()
  const limit = process.constrainedMemory()
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    cpu: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memory: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    platform: `${platform()} ${arch()}`,
    kernel: release(),
    loadAverage: [one, five, fifteen],
    packages: await versionsOf(known.root),
    redis: known.redis,
    placement: known.placement,
  }
}

async function versionsOf(root: URL | 'unknown' | undefined): Promise<Record<string, string>> {
  const own = { ...(await resolvedVersions(ownRoot)), ...(await bundledVersions()) }
  if (root === undefined) return own
  const { 'socket.io-client': client = 'unknown', undici = 'unknown' } = own
  const gateway = root === 'unknown' ? {} : await resolvedVersions(root)
  return { ...gateway, 'socket.io-client': client, undici }
}

/**
 * Collects the version of the tool in `root`, with its git commit where the folder is the top of a git checkout: the
 * commit of a project that merely contains it would name the wrong thing.
 */
export async function collectTool(root: URL = ownRoot): Promise<Tool> {
  const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string }
  const { version } = manifest
  const prefix = await git(root, ['rev-parse', '--show-prefix'])
  const commit = prefix === '' ? await git(root, ['rev-parse', 'HEAD']) : undefined
  if (commit === undefined) return { version }
  const changes = await git(root, ['status', '--porcelain'])
  return changes === undefined ? { version, commit } : { version, commit, dirty: changes !== '' }
}

/** What git prints; `undefined` where there is no git, no repository or no commit. */
async function git(root: URL, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', fileURLToPath(root), ...args])
    return stdout.trim()
  } catch {
    return undefined
  }
}
