import { mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { InstallCache, installCacheFolder } from '../../../../scripts/ab/version/install-cache.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const day = 24 * 60 * 60 * 1000
let folder: string
let cache: InstallCache

beforeEach(async () => {
  folder = await temporaryFolder()
  cache = new InstallCache(join(folder, 'cache'))
})

/** Keeps an install that was used so many days ago; resolves with its folder. */
async function keep(lock: string, days = 0): Promise<string> {
  const modules = join(folder, `modules-${lock}`)
  await mkdir(modules)
  await writeFile(join(modules, 'package'), lock)
  const kept = await cache.keep(lock, modules)
  const usedAt = new Date(Date.now() - days * day)
  await utimes(join(kept, '..'), usedAt, usedAt)
  return kept
}

test('what was kept is found by its lock file, and by no other', async () => {
  const kept = await keep('one')
  expect(await cache.find('one')).toBe(kept)
  expect(await readFile(join(kept, 'package'), 'utf8')).toBe('one')
  expect(await cache.find('two')).toBeUndefined()
})

test('a newer install of the same lock file takes the place of the older one', async () => {
  await keep('one')
  const modules = join(folder, 'again')
  await mkdir(modules)
  const kept = await cache.keep('one', modules)
  expect(await readdir(kept)).toEqual([])
})

test('packages that were kept find each other', async () => {
  const modules = join(folder, 'node_modules')
  for (const name of ['one', 'other']) {
    await mkdir(join(modules, name), { recursive: true })
    await writeFile(join(modules, name, 'index.js'), '')
  }
  const kept = await cache.keep('lock', modules)
  const require = createRequire(join(kept, 'one', 'index.js'))
  expect(require.resolve('other')).toBe(join(kept, 'other', 'index.js'))
})

test('installs are kept in the folder for caches, wherever that is', () => {
  expect(installCacheFolder({ XDG_CACHE_HOME: '/var/cache/ada' })).toBe('/var/cache/ada/gatecrash/dependencies')
  expect(installCacheFolder({})).toBe(join(homedir(), '.cache/gatecrash/dependencies'))
})

test('the four installs used last are kept', async () => {
  for (const [days, lock] of ['a', 'b', 'c', 'd', 'e'].entries()) await keep(lock, days)
  await cache.find('e')
  await cache.trim()
  const found = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((lock) => cache.find(lock)))
  expect(found.map((path) => path !== undefined)).toEqual([true, true, true, false, true])
})

test('an install that nobody has used for a month is removed', async () => {
  await keep('old', 31)
  await keep('young', 29)
  await cache.trim()
  expect(await cache.find('old')).toBeUndefined()
  expect(await cache.find('young')).toBeDefined()
})

test('what a killed run was about to keep is removed after a day', async () => {
  await keep('one')
  const left = join(folder, 'cache', '.partial-x')
  await mkdir(left)
  await cache.trim()
  expect(await readdir(join(folder, 'cache'))).toContain('.partial-x')
  await cache.trim(Date.now() + 2 * day)
  expect(await readdir(join(folder, 'cache'))).not.toContain('.partial-x')
})

test('there is nothing to trim where nothing was ever kept', async () => {
  await cache.trim()
  expect(await readdir(folder)).toEqual([])
})
