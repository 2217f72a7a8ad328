import { mkdir, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { linkModules } from '../../../../scripts/ab/version/linked-modules.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

let working: string
let version: string

/** Writes a file below a project. */
async function put(project: string, path: string, text = path): Promise<void> {
  await mkdir(join(project, path, '..'), { recursive: true })
  await writeFile(join(project, path), text)
}

const link = () => linkModules(join(working, 'node_modules'), join(version, 'node_modules'))

beforeEach(async () => {
  const folder = await temporaryFolder()
  ;[working, version] = [join(folder, 'working'), join(folder, 'version')]
  await put(working, 'node_modules/ws/index.js')
  await put(working, 'node_modules/@nestjs/core/index.js')
  await mkdir(version)
})

test('every package is found, those in scopes too', async () => {
  await link()
  for (const path of ['node_modules/ws/index.js', 'node_modules/@nestjs/core/index.js']) {
    expect(await readFile(join(version, path), 'utf8')).toBe(path)
  }
})

test('removing or adding packages does not reach the folder that is linked to', async () => {
  await link()
  for (const name of await readdir(join(version, 'node_modules'))) {
    await rm(join(version, 'node_modules', name), { recursive: true })
  }
  await put(version, 'node_modules/@nestjs/jwt/index.js')
  expect(await readdir(join(working, 'node_modules'))).toEqual(['@nestjs', 'ws'])
  expect(await readdir(join(working, 'node_modules/@nestjs'))).toEqual(['core'])
  expect(await readdir(join(working, 'node_modules/ws'))).toEqual(['index.js'])
})

test('programs are found, caches and the hidden lock file are not taken over', async () => {
  await put(working, 'node_modules/.bin/tsc')
  await put(working, 'node_modules/.cache/old')
  await put(working, 'node_modules/.package-lock.json')
  await link()
  expect((await readdir(join(version, 'node_modules'))).sort()).toEqual(['.bin', '@nestjs', 'ws'])
})

test('a workspace is that of the version, however the link to it was written', async () => {
  for (const [project, text] of [
    [working, 'old'],
    [version, 'new'],
  ] as const) {
    await put(project, 'packages/a/index.js', text)
    await put(project, 'packages/b/index.js', text)
  }
  await symlink('../packages/a', join(working, 'node_modules/a'))
  await symlink(join(working, 'packages/b'), join(working, 'node_modules/@nestjs/b'))
  await link()
  expect(await readFile(join(version, 'node_modules/a/index.js'), 'utf8')).toBe('new')
  expect(await readFile(join(version, 'node_modules/@nestjs/b/index.js'), 'utf8')).toBe('new')
})

test('a link to a package elsewhere leads there still', async () => {
  const elsewhere = await temporaryFolder()
  await symlink(elsewhere, join(working, 'node_modules/linked'))
  await link()
  expect(await readlink(join(version, 'node_modules/linked'))).toBe(elsewhere)
})
