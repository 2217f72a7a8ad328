import { spawnSync } from 'node:child_process'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  addWorktree,
  removeLeftWorktrees,
  removeWorktree,
  temporaryPrefix,
} from '../../../../scripts/ab/version/worktree.ts'
import { GitRepository } from '../../../support/git-repository.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** A process id that nobody has any more. */
const gonePid = spawnSync(process.execPath, ['--version']).pid

/** Makes the worktree of a run of such a process id. */
async function worktreeOf(repository: GitRepository, pid: number): Promise<string> {
  const holder = join(await temporaryFolder(), `${temporaryPrefix}${pid}-x`)
  await mkdir(holder)
  await addWorktree(repository.folder, join(holder, 'base'), 'HEAD')
  return join(holder, 'base')
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}

test('a worktree holds the files of its commit and is gone without a trace once removed', async () => {
  const repository = await GitRepository.create()
  await repository.commit({ 'main.js': 'old' })
  await repository.commit({ 'main.js': 'new' })
  const folder = join(await temporaryFolder(), 'base')
  await addWorktree(repository.folder, folder, 'HEAD~1')
  expect(await readFile(join(folder, 'main.js'), 'utf8')).toBe('old')
  await writeFile(join(folder, 'built.js'), 'not committed')
  await removeWorktree(repository.folder, folder)
  expect(await repository.worktrees()).toEqual([repository.folder])
  expect(await exists(folder)).toBe(false)
})

test('hooks of the repository are not run', async () => {
  const repository = await GitRepository.create()
  await repository.commit({})
  const hook = join(repository.folder, '.git/hooks/post-checkout')
  await mkdir(join(hook, '..'), { recursive: true })
  await writeFile(hook, '#!/bin/sh\ntouch hooked\n', { mode: 0o755 })
  const folder = join(await temporaryFolder(), 'base')
  await addWorktree(repository.folder, folder, 'HEAD')
  expect(await exists(join(folder, 'hooked'))).toBe(false)
})

test('a worktree whose folder is gone already is removed from the list', async () => {
  const repository = await GitRepository.create()
  await repository.commit({})
  const folder = await worktreeOf(repository, gonePid)
  await rm(folder, { recursive: true })
  await removeWorktree(repository.folder, folder)
  expect(await repository.worktrees()).toEqual([repository.folder])
})

test('what a killed run has left is removed, with the folder that holds it', async () => {
  const repository = await GitRepository.create()
  await repository.commit({})
  const left = await worktreeOf(repository, gonePid)
  await removeLeftWorktrees(repository.folder)
  expect(await repository.worktrees()).toEqual([repository.folder])
  expect(await exists(join(left, '..'))).toBe(false)
})

test('the worktrees of a run that goes on, and those of people, are left alone', async () => {
  const repository = await GitRepository.create()
  await repository.commit({})
  const running = await worktreeOf(repository, process.pid)
  const personal = join(await temporaryFolder(), 'base')
  await addWorktree(repository.folder, personal, 'HEAD')
  await removeLeftWorktrees(repository.folder)
  expect([...(await repository.worktrees())].sort()).toEqual([repository.folder, running, personal].sort())
})
