import { execFile } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BuildError } from './build-error.ts'
import type { SourceTree } from './source-tree.ts'

/** The program that the package installs. */
const bin = 'scripts/gatecrash.js'

/**
 * Compiles what the package runs, and the types of what it exports, into `folder`. Types are not checked: that is what
 * `npm run check` is for. Rejects with a `BuildError` that holds what the compiler says.
 */
export async function compile({ root }: SourceTree, folder: string): Promise<void> {
  const tsc = createRequire(join(root, 'package.json')).resolve('typescript/bin/tsc')
  await Promise.all(
    ['tsconfig.build.json', 'tsconfig.build.types.json'].map(async (project) => {
      try {
        await promisify(execFile)(process.execPath, [tsc, '--project', join(root, project), '--outDir', folder])
      } catch (error) {
        const said = error instanceof Error && 'stdout' in error ? String(error.stdout).trim() : String(error)
        throw new BuildError(`${project}: ${said}`, { cause: error })
      }
    }),
  )
  await chmod(join(folder, bin), 0o755)
}
