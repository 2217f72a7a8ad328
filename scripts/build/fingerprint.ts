import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceTree } from './source-tree.ts'

/** The file of `dist/` that says what it was made of. */
export const recordName = 'build.json'

/** Everything that a build may read. */
const inputs = [
  '{load,reports,scenarios,scripts,target}/**/*.{ts,js,css}',
  'index.ts',
  'reports/*.schema.json',
  'package.json',
  'package-lock.json',
  'tsconfig*.json',
  'target/gateway/tsconfig.json',
]
const excluded = ['load/artillery-engine/**', 'reports/{runs,profiles}/**']

/** Tells two states of the sources apart: a hash of their names and contents, in hexadecimal. */
export async function fingerprintOf({ root }: SourceTree): Promise<string> {
  const paths = new Set<string>()
  for await (const path of glob(inputs, { cwd: root, exclude: excluded })) paths.add(path)
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) {
    const content = await readFile(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** The fingerprint of the sources that `dist` was made of; `undefined` where that is not known. */
export async function recordedFingerprint(dist: string): Promise<string | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(join(dist, recordName), 'utf8'))
    return record !== null && typeof record === 'object' && 'fingerprint' in record
      ? String(record.fingerprint)
      : undefined
  } catch {
    return undefined
  }
}
