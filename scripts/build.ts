import { relative } from 'node:path'
import type { TextSink } from './cli/command-line.ts'
import { BuildError } from './build/build-error.ts'
import { buildPackage } from './build/build-package.ts'
import { ownTree } from './build/source-tree.ts'

/** `npm run build`: makes `dist/`, which is what the package holds. Returns the exit code. */
export function main(): Promise<number> {
  return build(process.stdout, process.stderr)
}

/** The program behind `main`, with what it prints to passed in. */
export async function build(out: TextSink, err: TextSink): Promise<number> {
  try {
    const built = await buildPackage(ownTree)
    out.write(`${relative(process.cwd(), ownTree.dist) || '.'}: ${built ? 'built' : 'up to date'}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    err.write(`build: ${error.message}\n`)
    return 3
  }
}
