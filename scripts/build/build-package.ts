import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleGateway } from './bundle-gateway.ts'
import { compile } from './compile.ts'
import { copyAssets } from './copy-assets.ts'
import { fingerprintOf, recordedFingerprint, recordName } from './fingerprint.ts'
import { replaceFolder } from './replace-folder.ts'
import type { SourceTree } from './source-tree.ts'

/**
 * Makes `dist/` of a tree, unless it has been made of the very same sources; returns whether it was made. It takes its place
 * whole, so that whoever reads it sees all of the old one or all of the new one. Rejects with a `BuildError`.
 */
export async function buildPackage(tree: SourceTree): Promise<boolean> {
  const fingerprint = await fingerprintOf(tree)
  if ((await recordedFingerprint(tree.dist)) === fingerprint) return false
  // On the file system of `dist`, where a rename moves it, and where no tool looks for sources.
  const drafts = join(tree.root, 'node_modules/.cache/gatecrash/build')
  await mkdir(drafts, { recursive: true })
  const draft = await mkdtemp(join(drafts, 'draft-'))
  try {
    await allOf([compile(tree, draft), bundleGateway(tree, join(draft, 'gateway')), copyAssets(tree, draft)])
    // What has changed meanwhile may be in it or not: then the next build has to find out.
    const isCertain = (await fingerprintOf(tree)) === fingerprint
    await writeFile(join(draft, recordName), JSON.stringify({ fingerprint: isCertain ? fingerprint : '' }))
    await replaceFolder(tree.dist, draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return true
}

/** Rejects as `Promise.all` does, but only after all have ended: the others write into the draft, which is removed then. */
async function allOf(steps: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(steps)
  await Promise.all(steps)
}
