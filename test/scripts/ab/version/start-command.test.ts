import { describe, expect, test } from 'vitest'
import { findStart } from '../../../../scripts/ab/version/start-command.ts'
import { GitRepository } from '../../../support/git-repository.ts'

const folderOf = ({ folder }: GitRepository) => ({ kind: 'folder', label: '.', folder }) as const

test('a command is started as it is, whatever starts folders and refs', async () => {
  const source = { kind: 'command', label: 'node a.js', words: ['node', 'a.js'] } as const
  expect(await findStart(source, ['node', 'b.js'])).toEqual({ kind: 'command', words: ['node', 'a.js'] })
})

test('a folder is started by the command for it', async () => {
  const repository = await GitRepository.create()
  expect(await findStart(folderOf(repository), ['node', 'b.js'])).toEqual({ kind: 'command', words: ['node', 'b.js'] })
})

test('a folder or ref with the reference gateway in it needs no command', async () => {
  const repository = await GitRepository.create()
  const commit = await repository.commit({ 'target/gateway/main.ts': '' })
  const ref = {
    kind: 'ref',
    label: 'HEAD',
    commit,
    repository: { top: repository.folder, prefix: '' },
  } as const
  expect(await findStart(folderOf(repository), undefined)).toEqual({ kind: 'reference' })
  expect(await findStart(ref, undefined)).toEqual({ kind: 'reference' })
})

describe('what cannot be started is refused in one line', () => {
  test('a folder without the reference gateway and without a command', async () => {
    const repository = await GitRepository.create()
    expect(await findStart(folderOf(repository), undefined)).toBe(
      'it has no target/gateway/main.ts: say how its gateway is started, such as --start "node dist/main.js".',
    )
  })

  test('a ref that has it in the working tree only', async () => {
    const repository = await GitRepository.create()
    const commit = await repository.commit({})
    await repository.write({ 'target/gateway/main.ts': '' })
    const ref = { kind: 'ref', label: 'HEAD', commit, repository: { top: repository.folder, prefix: '' } } as const
    expect(await findStart(ref, undefined)).toMatch(/^it has no target\/gateway\/main\.ts/)
  })

  test('a program that would start the gateway as a process of its own', async () => {
    const source = { kind: 'command', label: 'npm start', words: ['npm', 'start'] } as const
    expect(await findStart(source, undefined)).toMatch(/^"npm" starts the gateway as a process of its own/)
  })
})
