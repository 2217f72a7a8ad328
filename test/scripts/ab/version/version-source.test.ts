import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findVersion } from '../../../../scripts/ab/version/version-source.ts'
import { GitRepository } from '../../../support/git-repository.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const path = process.env['PATH'] ?? ''

describe('a version is', () => {
  test('a folder that exists, even where a branch is called the same', async () => {
    const repository = await GitRepository.create()
    await repository.commit({ 'next/readme': '' })
    await repository.git('branch', 'next')
    expect(await findVersion('next', { folder: repository.folder, path })).toEqual({
      kind: 'folder',
      label: 'next',
      folder: join(repository.folder, 'next'),
    })
  })

  test('a git ref of the repository in the working directory, at its place in it', async () => {
    const repository = await GitRepository.create()
    const commit = await repository.commit({ 'packages/chat/main.js': '' })
    await repository.commit({})
    const folder = join(repository.folder, 'packages/chat')
    expect(await findVersion('HEAD~1', { folder, path })).toEqual({
      kind: 'ref',
      label: 'HEAD~1',
      commit,
      repository: { top: repository.folder, prefix: 'packages/chat/' },
    })
  })

  test('a tag, by the commit that it points to', async () => {
    const repository = await GitRepository.create()
    const commit = await repository.commit({})
    await repository.git('tag', '--annotate', 'v1', '--message', 'One')
    expect(await findVersion('v1', { folder: repository.folder, path })).toMatchObject({ kind: 'ref', commit })
  })

  test('a command whose program is on the PATH, in a folder without a repository', async () => {
    const folder = await temporaryFolder()
    expect(await findVersion('node "my main.js"', { folder, path })).toEqual({
      kind: 'command',
      label: 'node "my main.js"',
      words: ['node', 'my main.js'],
    })
  })

  test('a command whose program is a file', async () => {
    const repository = await GitRepository.create()
    await repository.write({ 'bin/chat': '' })
    const found = await findVersion('./bin/chat --fast', { folder: repository.folder, path })
    expect(found).toMatchObject({ kind: 'command', words: ['./bin/chat', '--fast'] })
  })
})

describe('what is no version is refused in one line', () => {
  test('naming all that it could be', async () => {
    const repository = await GitRepository.create()
    await repository.commit({})
    expect(await findVersion('v9 --fast', { folder: repository.folder, path })).toBe(
      'there is no such folder, no such git ref, and no program "v9" on the PATH.',
    )
  })

  test('a folder is no program', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'bin'))
    expect(await findVersion('./bin x', { folder, path })).toMatch(/^there is no such folder/)
  })

  test('nothing at all is not the working directory', async () => {
    const folder = await temporaryFolder()
    expect(await findVersion(' ', { folder, path })).toBe('it is empty; name a folder, a git ref or a command.')
  })

  test('an option of git is no ref', async () => {
    const repository = await GitRepository.create()
    await repository.commit({})
    expect(await findVersion('--all', { folder: repository.folder, path })).toMatch(/^there is no such folder/)
  })

  test('a quote that is not closed', async () => {
    const folder = await temporaryFolder()
    expect(await findVersion('node "main.js', { folder, path })).toBe('the quote " is not closed.')
  })

  test('an older commit in a shallow clone, with what brings it', async () => {
    const origin = await GitRepository.create()
    await origin.commit({})
    await origin.commit({})
    const folder = await temporaryFolder()
    await origin.git('clone', '--quiet', '--depth', '1', `file://${origin.folder}`, join(folder, 'clone'))
    expect(await findVersion('HEAD~1', { folder: join(folder, 'clone'), path })).toMatch(/git fetch --unshallow/)
  })
})
