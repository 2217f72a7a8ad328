import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCpuProfile } from '../../reports/cpu-profile/cpu-profile.ts'
import { startCommand, type CommandProcess } from '../support/command-process.ts'
import { eventually } from '../support/eventually.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { browserForTests, openPage } from '../support/page-browser.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Before the mark: it runs as long as all of the tests.
const browser = await browserForTests()
const mark = new ProcessMark()
const patienceMs = 180_000
const small = ['--profile', 'smoke', '--set', 'members=12', '--set', 'rate=100', '--set', 'window=1000']

interface ProfileRun extends CommandProcess {
  readonly folder: string
}

/** The command in a working directory of its own, so that whatever it leaves there is seen. */
function startProfile(...args: string[]): Promise<ProfileRun> {
  return startProfileWith([], ...args)
}

/** As above, with variables for the environment of the gateway. */
async function startProfileWith(variables: string[], ...args: string[]): Promise<ProfileRun> {
  const folder = await temporaryFolder()
  return { folder, ...startCommand(['profile', '--out', join(folder, 'out'), ...args], ['env', ...variables], folder) }
}

/** What a page asked for beyond itself: the scripts of Clinic's pages are not ours, and at times stumble over each other. */
function requestsAmong(problems: readonly string[]): string[] {
  return problems.filter((problem) => problem.startsWith('request: '))
}

test(
  'flame shows the functions of the gateway on a page that loads nothing, and leaves nothing else',
  { timeout: patienceMs },
  async () => {
    // A profile samples, so the function looked for has to be busy: 100 messages of 2 ms each.
    const run = await startProfileWith(['CHAT_BURN_MICROS=2000'], 'flame', 'fan-out', ...small)
    const { exitCode, out, err } = await run.ended
    expect(exitCode, err).toBe(0)
    expect(out.trim()).toBe(join(run.folder, 'out', 'flame.html'))
    const html = await readFile(join(run.folder, 'out', 'flame.html'), 'utf8')
    expect(html.includes('target/gateway/chat/chat.service.ts')).toBe(true)
    const { page, problems } = await openPage(browser, html)
    await eventually('the flame graph', async () =>
      (await page.innerText('body')).includes('hottest frame') ? true : undefined,
    )
    expect(requestsAmong(problems)).toEqual([])
    expect(await readdir(run.folder, { recursive: true })).toEqual(['out', 'out/flame.html'])
    expect(await mark.pids()).toEqual([])
  },
)

test.each([
  ['doctor', 'CPU Usage'],
  ['heap', 'biggest allocation'],
])('%s writes a page that loads nothing, and leaves nothing else', { timeout: patienceMs }, async (tool, words) => {
  const run = await startProfile(tool, 'fan-out', ...small)
  const { exitCode, err } = await run.ended
  expect(exitCode, err).toBe(0)
  const { page, problems } = await openPage(browser, await readFile(join(run.folder, 'out', `${tool}.html`), 'utf8'))
  await eventually('the page', async () => ((await page.innerText('body')).includes(words) ? true : undefined))
  expect(requestsAmong(problems)).toEqual([])
  expect(await readdir(run.folder, { recursive: true })).toEqual(['out', `out/${tool}.html`])
  expect(await mark.pids()).toEqual([])
})

test('each instance of a cluster has a page of its own', { timeout: patienceMs }, async () => {
  const run = await startProfile('heap', 'fan-out', '--target', 'cluster', ...small)
  const { exitCode, err } = await run.ended
  expect(exitCode, err).toBe(0)
  expect(await readdir(join(run.folder, 'out'))).toEqual(['heap-1.html', 'heap-2.html'])
  expect(await mark.pids()).toEqual([])
})

test('the CPU profile of V8 names the functions of the gateway and prints the ten most expensive ones', async () => {
  const run = await startProfile('--cpuprofile', 'http', '--profile', 'smoke', '--set', 'requests=history')
  const { exitCode, out, err } = await run.ended
  expect(exitCode, err).toBe(0)
  expect(out).toMatch(
    /^self time +of busy +function +where\n( *[\d.]+ ms +[\d.]+ % +\S.*\n){10}busy for \d+ ms of \d+ ms/m,
  )
  const path = join(run.folder, 'out', 'gateway.cpuprofile')
  const { nodes } = readCpuProfile(await readFile(path, 'utf8'), path)
  expect(nodes.some(({ callFrame }) => callFrame.url.includes('/target/gateway/'))).toBe(true)
  expect(await mark.pids()).toEqual([])
})

test('a gateway that cannot start under the profiler is told in its own words', { timeout: patienceMs }, async () => {
  const run = await startProfileWith(['LOG_LEVEL=loudest'], 'flame', 'fan-out', ...small)
  const { exitCode, err } = await run.ended
  expect(exitCode).toBe(2)
  expect(err).toMatch(/^profile: the trial failed|^profile: instance 1 refused its configuration: LOG_LEVEL/m)
  expect(await readdir(run.folder)).toEqual([])
  expect(await mark.pids()).toEqual([])
})

test(
  'a gateway that dies under the profiler ends with exit code 3 and leaves nothing',
  { timeout: patienceMs },
  async () => {
    const run = await startProfile('flame', 'fan-out', ...small, '--set', 'window=60000')
    await run.untilSaid('profile: measure')
    for (const pid of await mark.pidsOf(/target\/gateway\/main/)) process.kill(pid, 'SIGKILL')
    const { exitCode, err } = await run.ended
    expect(exitCode, err).toBe(3)
    expect(await readdir(run.folder)).toEqual([])
    expect(await mark.pids()).toEqual([])
  },
)

test.each(['connect', 'measure', 'Clinic makes its page'])(
  'an interruption at "%s" ends everything and leaves nothing',
  { timeout: patienceMs },
  async (at) => {
    const run = await startProfile('flame', 'fan-out', ...small, ...(at === 'measure' ? ['--set', 'window=60000'] : []))
    await run.untilSaid(`profile: ${at}`)
    process.kill(run.pid, 'SIGINT')
    expect((await run.ended).exitCode).toBe(130)
    expect(await readdir(run.folder)).toEqual([])
    expect(await mark.pids()).toEqual([])
  },
)

test('wrong words are refused, with what is allowed', async () => {
  const run = await startProfile('flam', 'fan-out')
  expect(await run.ended).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('profile: tool flam: there is none of that name; did you mean "flame"?') as string,
  })
})
