import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { arch, platform } from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** One version of every Node that the package promises to run on; the first is the oldest that it accepts. */
export const nodeVersions = ['22.18.0', '24.21.0', '26.10.0'] as const

const cache = fileURLToPath(new URL('../../node_modules/.cache/gatecrash/', import.meta.url))

/** The program of that version of Node, from the npm registry; it is kept, so that only the first run downloads it. */
export async function nodeProgram(version: string): Promise<string> {
  const folder = join(cache, `node-${version}`)
  const name = `node-${platform}-${arch}`
  const program = join(folder, 'node_modules', name, 'bin/node')
  if (!existsSync(program)) {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${version}`])
  }
  return program
}
