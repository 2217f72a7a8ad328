import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildPackage } from '../../../scripts/build/build-package.ts'
import { recordedFingerprint, recordName } from '../../../scripts/build/fingerprint.ts'
import { ownTree, type SourceTree } from '../../../scripts/build/source-tree.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const copied = [
  ...['load', 'reports', 'scenarios', 'scripts', 'target', 'index.ts', 'package.json'],
  ...['tsconfig.json', 'tsconfig.build.json', 'tsconfig.build.types.json'],
]
const timeoutMs = 120_000

/** A copy of the sources that a test may change; the packages are those of this checkout. */
async function copyOfTree(): Promise<SourceTree> {
  const root = await temporaryFolder()
  for (const path of copied) await cp(join(ownTree.root, path), join(root, path), { recursive: true, filter: isSource })
  const packages = join(ownTree.root, 'node_modules')
  await mkdir(join(root, 'node_modules'))
  for (const name of await readdir(packages)) {
    if (name !== '.cache') await symlink(join(packages, name), join(root, 'node_modules', name))
  }
  return { root, dist: join(root, 'dist') }
}

function isSource(path: string): boolean {
  return !/\/(dist|runs|profiles)$/.test(path)
}

test(
  'builds what has changed, and nothing where nothing has',
  async () => {
    const tree = await copyOfTree()
    expect(await buildPackage(tree)).toBe(true)
    expect(await buildPackage(tree)).toBe(false)
    const source = join(tree.root, 'reports/nearest-name.ts')
    await writeFile(source, `${await readFile(source, 'utf8')}\nexport const marked = 1\n`)
    expect(await buildPackage(tree)).toBe(true)
    expect(await readFile(join(tree.dist, 'reports/nearest-name.js'), 'utf8')).toContain('marked = 1')
  },
  timeoutMs,
)

test(
  'keeps nothing of an earlier build',
  async () => {
    const tree = await copyOfTree()
    await mkdir(join(tree.dist, 'scripts'), { recursive: true })
    await writeFile(join(tree.dist, 'scripts/long-gone.js'), '')
    await buildPackage(tree)
    await expect(readFile(join(tree.dist, 'scripts/long-gone.js'))).rejects.toMatchObject({ code: 'ENOENT' })
  },
  timeoutMs,
)

test(
  'may be called several times at once',
  async () => {
    const tree = await copyOfTree()
    await Promise.all([buildPackage(tree), buildPackage(tree)])
    expect(await buildPackage(tree)).toBe(false)
  },
  timeoutMs,
)

test(
  'leaves the build that there is alone where it fails, and says what the compiler says',
  async () => {
    const tree = await copyOfTree()
    await mkdir(tree.dist)
    await writeFile(join(tree.dist, 'old.js'), 'old')
    await writeFile(join(tree.root, 'reports/nearest-name.ts'), 'export const = 1')
    await expect(buildPackage(tree)).rejects.toThrow(/nearest-name\.ts/)
    expect(await readFile(join(tree.dist, 'old.js'), 'utf8')).toBe('old')
  },
  timeoutMs,
)

test('counts a build whose record is damaged as none', async () => {
  const folder = await temporaryFolder()
  expect(await recordedFingerprint(folder)).toBeUndefined()
  await writeFile(join(folder, recordName), '{')
  expect(await recordedFingerprint(folder)).toBeUndefined()
  await rm(join(folder, recordName))
  await writeFile(join(folder, recordName), '{"fingerprint":"abc"}')
  expect(await recordedFingerprint(folder)).toBe('abc')
})
