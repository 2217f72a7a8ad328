import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Metafile } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'load/artillery-engine')
const dist = join(folder, 'dist')
/** What the last build was made of, so that it can be told whether it still holds. */
const record = join(dist, 'inputs.json')
const entries = { index: 'load/artillery-engine/index.ts', witness: 'load/artillery-engine/witness/witness.ts' }

/** `npm run build:engine`: bundles the Artillery engine and its witness. Returns the exit code. */
export async function main(): Promise<number> {
  const built = await buildEngine()
  process.stdout.write(`${relative(process.cwd(), dist) || '.'}: ${built ? 'built' : 'up to date'}\n`)
  return 0
}

/**
 * Bundles `load/artillery-engine` into its `dist/`, unless that is up to date; returns whether it was built. May be called
 * by several processes at a time: each builds in a folder of its own, and files take their place whole.
 */
export async function buildEngine(): Promise<boolean> {
  if (isUpToDate()) return false
  const { build } = await import('esbuild')
  await mkdir(dist, { recursive: true })
  const draft = await mkdtemp(join(dist, '.build-'))
  const startedAt = Date.now()
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: draft,
      bundle: true,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node22',
      legalComments: 'none',
      logLevel: 'warning',
    })
    await writeFile(join(draft, 'inputs.json'), JSON.stringify(inputsOf(metafile, startedAt), null, 2))
    // The record last: as long as it is the old one, the build counts as out of date.
    for (const name of [...Object.keys(entries).map((entry) => `${entry}.js`), 'inputs.json']) {
      await rename(join(draft, name), join(dist, name))
    }
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return true
}

/** Whether nothing that the last build was made of has changed since, and everything that it made is there. */
function isUpToDate(): boolean {
  if (!existsSync(record) || !Object.keys(entries).every((entry) => existsSync(join(dist, `${entry}.js`)))) return false
  try {
    const inputs = JSON.parse(readFileSync(record, 'utf8')) as Readonly<Record<string, number>>
    return Object.entries(inputs).every(([path, changedAt]) => changedOf(path) === changedAt)
  } catch {
    return false
  }
}

/**
 * When each file that went into the bundles was changed; this file is one of them, since it says how they are made. Of one
 * that was changed meanwhile nobody knows which state went in: it counts as changed.
 */
function inputsOf({ inputs }: Metafile, startedAt: number): Record<string, number> {
  const paths = [...Object.keys(inputs), 'scripts/build-engine.ts']
  return Object.fromEntries(paths.map((path) => [path, changedOf(path) < startedAt ? changedOf(path) : 0]))
}

function changedOf(path: string): number {
  return statSync(join(root, path)).mtimeMs
}
