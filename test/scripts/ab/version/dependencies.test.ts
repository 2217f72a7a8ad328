import { cp, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { provideDependencies } from '../../../../scripts/ab/version/dependencies.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

let top: string
let workingTop: string
let cacheFolder: string
let installs: string[]

/** Stands for `npm ci`: one package that says which lock file it was installed by. */
async function install({ command, folder }: { readonly command: readonly string[]; readonly folder: string }) {
  installs.push(`${command.slice(0, 2).join(' ')} in ${folder}`)
  await put(folder, 'node_modules/ws/version', await readFile(join(folder, 'package-lock.json'), 'utf8'))
}

async function put(project: string, path: string, text: string): Promise<void> {
  await mkdir(join(project, path, '..'), { recursive: true })
  await writeFile(join(project, path), text)
}

const provide = (below = '') =>
  provideDependencies({
    folder: join(top, below),
    top,
    workingFolder: join(workingTop, below),
    workingTop,
    cacheFolder,
    run: install,
  })

/** A lock file of packages at such paths. */
const lockOf = (...paths: string[]) => JSON.stringify({ packages: Object.fromEntries(paths.map((path) => [path, {}])) })

const packageOf = (project: string) => readFile(join(project, 'node_modules/ws/version'), 'utf8')

beforeEach(async () => {
  const folder = await temporaryFolder()
  ;[top, workingTop] = [join(folder, 'version'), join(folder, 'working')]
  cacheFolder = join(folder, 'cache')
  installs = []
  await put(top, 'package-lock.json', 'one')
  await put(workingTop, 'package-lock.json', 'one')
  await put(workingTop, 'node_modules/ws/version', 'working')
})

test('where the lock file is the same, the packages of the working tree are used', async () => {
  expect(await provide()).toBe('packages of the working tree')
  expect(await packageOf(top)).toBe('working')
  expect(installs).toEqual([])
})

test('where it differs, the version gets its own, and the working tree keeps its', async () => {
  await put(top, 'package-lock.json', 'two')
  expect(await provide()).toBe('packages of its own')
  expect(await packageOf(top)).toBe('two')
  expect(await packageOf(workingTop)).toBe('working')
  expect(installs).toEqual([`npm ci in ${top}`])
})

test('what was installed once is not installed again', async () => {
  await put(top, 'package-lock.json', 'two')
  await cp(top, `${top}-again`, { recursive: true })
  await provide()
  top = `${top}-again`
  expect(await provide()).toBe('packages of its own, installed before')
  expect(await packageOf(top)).toBe('two')
  expect(installs).toHaveLength(1)
})

test('where the working tree has no packages, the version gets its own', async () => {
  workingTop = await temporaryFolder()
  expect(await provide()).toBe('packages of its own')
  expect(await packageOf(top)).toBe('one')
  expect(await readdir(workingTop)).toEqual([])
})

test('a version whose workspaces have packages of their own is installed as a whole', async () => {
  const lock = lockOf('', 'node_modules/ws', 'packages/chat', 'packages/chat/node_modules/ws')
  await put(top, 'package.json', JSON.stringify({ workspaces: ['packages/*'] }))
  for (const project of [top, workingTop]) await put(project, 'package-lock.json', lock)
  expect(await provide()).toBe('packages of its own')
  expect(await packageOf(top)).toBe(lock)
  expect(installs).toHaveLength(1)
})

test('a version whose workspaces have none uses those of the working tree, and its own workspaces', async () => {
  const lock = lockOf('', 'node_modules/ws', 'packages/chat')
  for (const project of [top, workingTop]) {
    await put(project, 'package.json', JSON.stringify({ workspaces: ['packages/*'] }))
    await put(project, 'package-lock.json', lock)
    await put(project, 'packages/chat/name', project)
  }
  await symlink('../packages/chat', join(workingTop, 'node_modules/chat'))
  expect(await provide()).toBe('packages of the working tree')
  expect(await readFile(join(top, 'node_modules/chat/name'), 'utf8')).toBe(top)
  expect(installs).toEqual([])
})

test('a version with workspaces and a lock file that does not say where packages lie is installed as a whole', async () => {
  await put(top, 'package.json', JSON.stringify({ workspaces: ['packages/*'] }))
  expect(await provide()).toBe('packages of its own')
  expect(installs).toHaveLength(1)
})

test('a version without a lock file gets the packages of the working tree', async () => {
  top = await temporaryFolder()
  expect(await provide()).toBe('packages of the working tree')
  expect(await packageOf(top)).toBe('working')
})

test('where there is neither a lock file nor a package there is nothing to do', async () => {
  ;[top, workingTop] = [await temporaryFolder(), await temporaryFolder()]
  expect(await provide()).toBe('no packages')
  expect(await readdir(top)).toEqual([])
})

test('the lock file of a monorepo is that of a folder above', async () => {
  await put(top, 'package-lock.json', 'two')
  await put(top, 'packages/chat/main.js', '')
  await put(workingTop, 'packages/chat/main.js', '')
  await provide('packages/chat')
  expect(await packageOf(top)).toBe('two')
  expect(await readdir(join(top, 'packages/chat'))).toEqual(['main.js'])
})
