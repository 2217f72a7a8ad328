import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Comparison } from '../../reports/compare/comparison.ts'
import { readReport } from '../../reports/read-report.ts'
import { temporaryPrefix } from '../../scripts/ab/version/worktree.ts'
import { startCommand, type CommandProcess } from '../support/command-process.ts'
import { eventually } from '../support/eventually.ts'
import { GitRepository } from '../support/git-repository.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const mark = new ProcessMark()
const fakeGateway = JSON.stringify(import.meta.resolve('../support/fake-gateway.ts'))
const plain = `await import(${fakeGateway})\n`
/** Works for so many milliseconds in every ten. */
const burning = `
const burnMs = Number(process.env.BURN_MS ?? 0)
setInterval(() => { for (const end = performance.now() + burnMs; performance.now() < end;); }, 10)
${plain}`
const versions = ['--base', 'HEAD~1', '--head', 'HEAD', '--start', 'node gateway.mjs']
const id = 'delivery.serverCpuMicros'
const small = ['members=20', 'rate=20', 'warmUp=100', 'window=300'].flatMap((setting) => ['--set', setting])
const long = ['members=20', 'rate=20', 'window=60000'].flatMap((setting) => ['--set', setting])
const hang = 'setInterval(() => {}, 1000)\n'

let repository: GitRepository
let out: string

beforeEach(async () => {
  repository = await GitRepository.create()
  out = join(await temporaryFolder(), 'run')
  await repository.commit({ 'gateway.mjs': plain }, 'Base')
})

/** Starts `ab` in the repository; it ends with the test at the latest. */
function startAb(...args: string[]): CommandProcess {
  const ab = startCommand(['ab', '--out', out, ...args], [], repository.folder)
  let hasEnded = false
  void ab.ended.then(() => (hasEnded = true))
  onTestFinished(() => void (hasEnded || process.kill(ab.pid, 'SIGKILL')))
  return ab
}

/** Commits a package that is installed by such a script, and changes its lock file in the working tree. */
async function commitPackage(preinstall: string): Promise<void> {
  await repository.write({ 'node_modules/.keep': '', '.gitignore': 'node_modules\n' })
  const lock = { name: 'chat', lockfileVersion: 3, packages: { '': { name: 'chat', hasInstallScript: true } } }
  await repository.commit({
    'package.json': JSON.stringify({ name: 'chat', scripts: { preinstall: 'node preinstall.mjs' } }),
    'package-lock.json': JSON.stringify(lock),
    'preinstall.mjs': preinstall,
  })
  await repository.write({ 'package-lock.json': JSON.stringify(lock, null, 2) })
}

/** What a run that has ended must not leave behind. */
async function leftovers() {
  const files = (await mark.files()).filter((name) => name.startsWith(temporaryPrefix))
  const worktrees = (await repository.worktrees()).filter((folder) => folder !== repository.folder)
  return { pids: await mark.pids(), files, worktrees }
}

const nothing = { pids: [], files: [], worktrees: [] }

async function untilRunning(command: RegExp): Promise<void> {
  await eventually(command.source, async () => ((await mark.pidsOf(command)).length > 0 ? true : undefined))
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}

test('a version that costs more is found worse, in two batches of pairs', { timeout: 300_000 }, async () => {
  await repository.commit({ 'gateway.mjs': burning }, 'Head')
  const ab = startAb(...versions, '--head-env', 'BURN_MS=4', '--gate', id, '--max-minutes', '4', ...small)
  const { exitCode, out: printed, err } = await ab.ended
  expect(await leftovers()).toEqual(nothing)
  // A machine on which others work may spoil pair after pair, or leave them undecided; then nothing may be said, and never that it is no worse.
  const isSpoiled = err.includes('pairs in a row could not be used')
  expect(exitCode, err).toBeOneOf(isSpoiled ? [3] : [1, 3])
  const base = await readReport(join(out, 'base.json'))
  const head = await readReport(join(out, 'head.json'))
  expect(base.subject).toEqual({ label: 'HEAD~1', commit: await repository.git('rev-parse', 'HEAD~1') })
  expect(head.subject).toEqual({ label: 'HEAD', commit: await repository.git('rev-parse', 'HEAD') })
  expect(base.results[0]?.trials).toHaveLength(head.results[0]?.trials.length ?? 0)
  if (isSpoiled) return
  const comparison = JSON.parse(await readFile(join(out, 'comparison.json'), 'utf8')) as Comparison
  expect(comparison.verdict, err).toBe(exitCode === 1 ? 'worse' : 'unknown')
  if (exitCode === 3) return
  expect(comparison).toMatchObject({
    gated: [id],
    paired: { batches: [{ name: 'first' }, { name: 'confirmation' }], stoppedBecause: 'clear', maxMinutes: 4 },
  })
  expect(await readFile(join(out, 'comparison.html'), 'utf8')).toContain('gatecrash-comparison')
  expect(await readFile(join(out, 'comparison.md'), 'utf8')).toContain('delivery.serverCpuMicros')
  expect(await readFile(join(out, 'comparison.xml'), 'utf8')).toContain('<failure')
  expect(err).toContain('look after 10 pairs: worse in delivery.serverCpuMicros')
  expect(printed).toContain('Worse')
})

describe('what cannot be measured is said at once, and nothing is left', () => {
  test('a ref that does not exist', async () => {
    const { exitCode, err } = await startAb('--base', 'v9', '--head', 'HEAD', '--start', 'node gateway.mjs').ended
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'ab: --base v9: there is no such folder, no such git ref, and no program "v9" on the PATH.\n',
    })
    expect(await leftovers()).toEqual(nothing)
  })

  test('a version that does not build, with the last lines of the build', async () => {
    await repository.commit({ 'build.mjs': `console.error('TS2322: no such type'); process.exitCode = 2\n` })
    const { exitCode, err } = await startAb(
      ...['--base', '.', '--head', 'HEAD', '--start', 'node gateway.mjs', '--prepare', 'node build.mjs'],
    ).ended
    expect(exitCode).toBe(3)
    expect(err).toMatch(
      /ab: head HEAD: "node build\.mjs" ended with exit code 2; its last lines:\n {2}TS2322: no such type\n$/,
    )
    expect(await leftovers()).toEqual(nothing)
    expect(await isThere(out)).toBe(false)
  })

  test('a version whose packages cannot be installed', async () => {
    await commitPackage(`console.error('no compiler'); process.exitCode = 4\n`)
    const { exitCode, err } = await startAb('--base', '.', '--head', 'HEAD', '--start', 'node gateway.mjs').ended
    expect(exitCode).toBe(3)
    expect(err).toMatch(/ab: head HEAD: "npm ci" ended with exit code 4; its last lines:\n(.*\n)* .*no compiler\n/)
    expect(await leftovers()).toEqual(nothing)
  })

  test('a version that does not start, with the last lines of its gateway', async () => {
    await repository.commit({ 'gateway.mjs': `console.log('connecting'); throw new Error('no database')\n` })
    const { exitCode, err } = await startAb(...versions).ended
    expect(exitCode).toBe(3)
    expect(err).toMatch(/ab: head HEAD does not start: .*no database; its last lines:\n {2}connecting\n/)
    expect(await leftovers()).toEqual(nothing)
  })

  test('a gateway that breaks under load in every pair', async () => {
    await repository.commit({ 'gateway.mjs': `process.env.DIE_AFTER = '3'\n${plain}` })
    const { exitCode, out: printed, err } = await startAb(...versions, ...small).ended
    expect({ exitCode, printed }).toEqual({ exitCode: 3, printed: '' })
    expect(err).toMatch(/pair 1 is measured again: .*head failed .*out of order/)
    expect(err).toContain('5 pairs in a row could not be used')
    expect((await readReport(join(out, 'head.json'))).results[0]?.trials).toHaveLength(5)
    expect(await leftovers()).toEqual(nothing)
  })
})

describe('an interruption leaves nothing', () => {
  test('while packages are installed', async () => {
    await commitPackage(hang)
    const ab = startAb('--base', '.', '--head', 'HEAD', '--start', 'node gateway.mjs')
    await untilRunning(/^node preinstall\.mjs/)
    process.kill(ab.pid, 'SIGINT')
    expect((await ab.ended).exitCode).toBe(130)
    expect(await leftovers()).toEqual(nothing)
  })

  test('while a version is built', async () => {
    await repository.commit({ 'build.mjs': hang })
    const ab = startAb(
      ...['--base', '.', '--head', 'HEAD', '--start', 'node gateway.mjs'],
      '--prepare',
      'node build.mjs',
    )
    await untilRunning(/^node build\.mjs/)
    process.kill(ab.pid, 'SIGTERM')
    expect((await ab.ended).exitCode).toBe(143)
    expect(await leftovers()).toEqual(nothing)
  })

  test('while a pair is measured; what was measured is kept', async () => {
    await repository.commit({})
    await mkdir(out)
    await writeFile(join(out, 'comparison.json'), 'of an earlier run')
    const ab = startAb(...versions, ...long)
    await untilRunning(/load\/worker\/main/)
    process.kill(ab.pid, 'SIGINT')
    const { exitCode, out: printed } = await ab.ended
    expect({ exitCode, printed }).toEqual({ exitCode: 130, printed: '' })
    expect((await readReport(join(out, 'base.json'))).results[0]?.trials).toMatchObject([{ status: 'interrupted' }])
    expect((await readdir(out)).sort()).toEqual(['base.json', 'head.json'])
    expect(await leftovers()).toEqual(nothing)
  })

  test('by force: the build ends as well, and the next run removes the worktree', async () => {
    await repository.commit({ 'build.mjs': hang })
    const args = ['--base', '.', '--head', 'HEAD', '--start', 'node gateway.mjs', '--prepare'] as const
    const ab = startAb(...args, 'node build.mjs')
    await untilRunning(/^node build\.mjs/)
    process.kill(ab.pid, 'SIGKILL')
    await ab.ended
    await eventually('the end of the build', async () => {
      const { pids, files } = await leftovers()
      return pids.length === 0 && files.length === 0 ? true : undefined
    })
    expect((await leftovers()).worktrees).toHaveLength(1)
    expect((await startAb(...args, 'false').ended).exitCode).toBe(3)
    expect(await leftovers()).toEqual(nothing)
  })
})
