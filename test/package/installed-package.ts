import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** The package as somebody has it who installed it from a registry. */
export interface InstalledPackage {
  /** Empty but for what npm has made. */
  readonly folder: string
  /** Starts the program, as the shim in `node_modules/.bin` does. */
  readonly program: string
  /** How long `npm install` took. */
  readonly installSeconds: number
  remove(): Promise<void>
}

/** Packs this checkout, and installs the tarball into an empty folder. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'gatecrash-package-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root })
    // What `prepack` prints comes first.
    const [tarball] = JSON.parse(stdout.slice(stdout.indexOf('['))) as { readonly filename: string }[]
    await writeFile(join(folder, 'package.json'), '{ "private": true }')
    const startedAt = performance.now()
    await run('npm', ['install', '--no-audit', '--no-fund', join(folder, tarball?.filename ?? '')], { cwd: folder })
    const installSeconds = (performance.now() - startedAt) / 1000
    return { folder, program: join(folder, 'node_modules/.bin/gatecrash'), installSeconds, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
