import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { ArtilleryHelpers } from '../../load/artillery-engine/engine/artillery.ts'

/** The tools that the installed Artillery hands to an engine; its package exports no path to them. */
export async function artilleryHelpers(): Promise<ArtilleryHelpers> {
  const root = dirname(createRequire(import.meta.url).resolve('artillery/package.json'))
  return (await import(pathToFileURL(join(root, 'dist/lib/commons/engine_util.js')).href)) as ArtilleryHelpers
}
