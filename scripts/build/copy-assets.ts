import { cp, glob, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SourceTree } from './source-tree.ts'

/** What is read at run time and is no module: styles and scripts of pages, schemas. */
const assets = ['reports/html/styles/*.css', 'reports/html/client/*.js', 'reports/*.schema.json']

/** Copies the files that modules read beside themselves into `folder`, under the same paths. */
export async function copyAssets({ root }: SourceTree, folder: string): Promise<void> {
  for await (const path of glob(assets, { cwd: root })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await cp(join(root, path), join(folder, path))
  }
}
