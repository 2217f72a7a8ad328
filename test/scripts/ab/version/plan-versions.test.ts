import { expect, test } from 'vitest'
import { planVersions } from '../../../../scripts/ab/version/plan-versions.ts'
import { GitRepository } from '../../../support/git-repository.ts'

const path = process.env['PATH'] ?? ''
const asked = { start: undefined, prepare: undefined, env: { base: {}, head: { BURN: '1' } } }

async function plan(options: Partial<Parameters<typeof planVersions>[0]>) {
  const repository = await GitRepository.create()
  await repository.commit({ 'target/gateway/main.ts': '' })
  const versions = { base: 'HEAD', head: '.' }
  return await planVersions({ ...asked, versions, ...options }, { folder: repository.folder, path })
}

async function problemsOf(options: Partial<Parameters<typeof planVersions>[0]>) {
  const planned = await plan(options)
  return planned.kind === 'wrong' ? planned.problems : []
}

test('each side has its version, the way it is started and its environment', async () => {
  expect(await plan({})).toMatchObject({
    kind: 'found',
    plans: {
      base: { side: 'base', source: { kind: 'ref', label: 'HEAD' }, start: { kind: 'reference' }, env: {} },
      head: { side: 'head', source: { kind: 'folder', label: '.' }, start: { kind: 'reference' }, env: { BURN: '1' } },
    },
  })
})

test('the problems of both sides are found at once', async () => {
  expect(await problemsOf({ versions: { base: 'v8', head: 'npm start' } })).toEqual([
    '--base v8: there is no such folder, no such git ref, and no program "v8" on the PATH.',
    expect.stringMatching(/^--head npm start: "npm" starts the gateway as a process of its own/),
  ])
})

test('a flag that concerns neither version is refused', async () => {
  const commands = { base: 'node a.js', head: 'node b.js' }
  expect(await problemsOf({ versions: commands, start: ['node', 'c.js'], prepare: 'make' })).toEqual([
    '--start: both versions are commands already; leave it out.',
    '--prepare: it is run in a git ref that was checked out, and neither version is one; leave it out.',
  ])
})
