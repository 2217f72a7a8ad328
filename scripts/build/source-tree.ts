import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where a package is built from, and where to. */
export interface SourceTree {
  /** The folder of package.json. */
  readonly root: string
  readonly dist: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** This checkout. */
export const ownTree: SourceTree = { root, dist: join(root, 'dist') }
