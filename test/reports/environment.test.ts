import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { collectEnvironment, collectTool } from '../../reports/environment.ts'
import { reportSchema } from '../../reports/report.ts'
import { sampleReport } from '../support/sample-report.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function checkout(): Promise<{ root: URL; folder: string; git: (...args: string[]) => string }> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), '{ "version": "1.2.3" }')
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false']
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim()
  return { root: pathToFileURL(`${folder}/`), folder, git }
}

describe('collectEnvironment', () => {
  test('makes what a report takes', async () => {
    const environment = await collectEnvironment({ redis: undefined, placement: {} })
    expect(reportSchema.safeParse(sampleReport({ environment })).error).toBeUndefined()
  })

  test('names this runtime', async () => {
    const environment = await collectEnvironment({ redis: undefined, placement: {} })
    expect(environment).toMatchObject({ node: process.versions.node, platform: `${process.platform} ${process.arch}` })
  })

  test('passes on what only the caller knows', async () => {
    const known = { redis: { version: '7.0.15', source: 'environment' }, placement: { generator: [1] } } as const
    expect(await collectEnvironment(known)).toMatchObject(known)
  })
})

describe('collectTool', () => {
  test('names the commit of a clean checkout', async () => {
    const { root, git } = await checkout()
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--message', 'first')
    expect(await collectTool(root)).toEqual({ version: '1.2.3', commit: git('rev-parse', 'HEAD'), dirty: false })
  })

  test('says when files differ from the commit', async () => {
    const { root, folder, git } = await checkout()
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--message', 'first')
    await writeFile(join(folder, 'new.ts'), '')
    expect(await collectTool(root)).toMatchObject({ dirty: true })
  })

  test('names no commit where there is no git checkout', async () => {
    const { root } = await checkout()
    expect(await collectTool(root)).toEqual({ version: '1.2.3' })
  })

  test('does not take the commit of a project that it is installed in for its own', async () => {
    const { folder, git } = await checkout()
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--message', 'first')
    const installed = join(folder, 'node_modules', 'gatecrash')
    await mkdir(installed, { recursive: true })
    await writeFile(join(installed, 'package.json'), '{ "version": "4.5.6" }')
    expect(await collectTool(pathToFileURL(`${installed}/`))).toEqual({ version: '4.5.6' })
  })
})
