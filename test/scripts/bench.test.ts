import { dirname, join } from 'node:path'
import { readdir, readlink } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readReport } from '../../reports/read-report.ts'
import type { Report } from '../../reports/report.ts'
import { clusterTarget } from '../../target/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { startCommand, type CommandProcess } from '../support/command-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const members = 12
const mark = new ProcessMark()
const gateway = /gateway\/main\.ts/
const redis = /^\S*redis-server|^\S*valkey-server/

/** Small enough to be quick and large enough to have a ledger. */
const small = [
  '--trials',
  '1',
  '--set',
  `members=${members}`,
  '--set',
  'rate=20',
  '--set',
  'warmUp=100',
  '--set',
  'window=500',
]
const long = ['--trials', '1', '--set', `members=${members}`, '--set', 'rate=20', '--set', 'window=60000']

interface Bench extends CommandProcess {
  /** The report as it is on disk. */
  report(): Promise<Report>
  readonly path: string
}

const startBench = (...args: string[]): Promise<Bench> => startBenchUnder([], ...args)

async function startBenchUnder(launcher: readonly string[], ...args: string[]): Promise<Bench> {
  const folder = await temporaryFolder()
  const path = join(folder, 'report.json')
  return { ...startCommand(['bench', '--out', folder, ...args], launcher), path, report: () => readReport(path) }
}

/** 0 where all trials were valid, 3 where the machine was too busy: what the report says decides. */
const exitCodeFor = ({ results }: Report): number =>
  results.every(({ trials }) => trials.some(({ status }) => status === 'completed')) ? 0 : 3

/** Waits until all members are connected; returns the process that runs a program. */
async function untilLoaded(program: RegExp): Promise<number> {
  await eventually('connected users', async () => {
    const [worker] = await mark.pidsOf(/load\/worker\/main/)
    return worker !== undefined && (await socketsOf(worker)) > members ? true : undefined
  })
  const [pid] = await mark.pidsOf(program)
  if (pid === undefined) throw new Error(`no process runs ${program.source}`)
  return pid
}

async function socketsOf(pid: number): Promise<number> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const links = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')))
  return links.filter((link) => link.startsWith('socket:')).length
}

test('a bench measures the reference gateway alone and as a cluster on a real Redis', async () => {
  const bench = await startBench('fan-out', ...small)
  const { exitCode, out, err } = await bench.ended
  const written = await bench.report()
  expect(exitCode, err).toBe(exitCodeFor(written))
  expect(written.results.map(({ target, instances, adapter }) => ({ target, instances, adapter }))).toEqual([
    { target: 'single', instances: 1, adapter: 'memory' },
    { target: 'cluster', instances: 2, adapter: 'redis' },
  ])
  for (const { trials } of written.results) {
    expect(trials.at(-1)).toMatchObject({
      ledger: { due: 10, sent: 10, expected: 120, delivered: 120, lost: 0, duplicated: 0, reordered: 0, unexpected: 0 },
    })
  }
  expect(written.environment.redis).toMatchObject({ source: 'spawned' })
  expect(out).toContain('fan-out: Does a message into a room reach every member, and when?')
  expect(out).toContain(`Report: ${bench.path}`)
  const page = join(dirname(bench.path), 'report.html')
  expect(out).toContain(`Page: ${page}`)
  expect(await readReport(page)).toEqual(written)
  expect(await mark.pids()).toEqual([])
})

test('every scenario runs over every transport', async () => {
  const quick = [
    'users=10',
    'connectRate=100',
    'roomSize=5',
    'warmUpUsers=5',
    'heartbeat=1800',
    'rate=40',
    'warmUp=100',
    'window=400',
  ]
  const args = quick.flatMap((setting) => ['--set', setting])
  const bench = await startBench('connect', 'transport', 'ack', '--target', 'single', '--trials', '1', ...args)
  const { exitCode, err } = await bench.ended
  const written = await bench.report()
  expect(exitCode, err).toBe(exitCodeFor(written))
  expect(written.results.map(({ scenario, transport }) => `${scenario} ${transport}`)).toEqual([
    'connect websocket',
    'transport websocket',
    'transport upgrade',
    'transport polling',
    'ack websocket',
  ])
  for (const { scenario, trials } of written.results) {
    const trial = trials.at(-1)
    if (trial === undefined || trial.status === 'failed' || trial.status === 'interrupted')
      throw new Error(JSON.stringify(trial))
    if (scenario !== 'ack') expect(trial.metrics).toMatchObject({ 'connect.failed': 0, 'connection.lost': 0 })
    if (scenario !== 'connect') expect(trial.ledger).toMatchObject({ lost: 0, duplicated: 0, reordered: 0 })
    if (scenario === 'transport') expect(trial.metrics['message.bytesDown']).toBeGreaterThan(0)
    if (scenario === 'ack') expect(trial.metrics).toMatchObject({ 'ack.failed': 0 })
  }
})

test('a gateway that runs already is measured by its URLs, and goes on running', async () => {
  const running = await clusterTarget({ instances: 2, adapter: 'ipc' }).start()
  onTestFinished(() => running.stop())
  const urls = running.urls.flatMap((url) => ['--url', url])
  const bench = await startBench('fan-out', ...urls, ...small)
  const { exitCode, err } = await bench.ended
  const written = await bench.report()
  expect(exitCode, err).toBe(exitCodeFor(written))
  expect(written.results).toMatchObject([{ target: 'external', instances: 2, adapter: 'unknown' }])
  const trial = written.results[0]?.trials.at(-1)
  expect(trial).toMatchObject({ ledger: { expected: 120, delivered: 120, lost: 0 } })
  expect(trial).toHaveProperty(['metrics', 'delivery.serverCpuMicros'])
  expect((await fetch(`${running.urls[0]}/health`)).status).toBe(200)
})

test('an objective that is missed ends with exit code 1, and the table says which', async () => {
  const bench = await startBench('fan-out', '--target', 'single', '--slo', 'delivery.p50<0.0001', ...small)
  const { exitCode, out } = await bench.ended
  expect(exitCode).toBe(exitCodeFor(await bench.report()) || 1)
  expect(out).toContain('delivery.p50<0.0001')
})

test('--json prints the report that was written', async () => {
  const bench = await startBench('fan-out', '--target', 'single', '--json', ...small)
  const { out } = await bench.ended
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(await bench.report())))
})

test('--save-baseline keeps the report in the working directory, if it was measured', async () => {
  const folder = await temporaryFolder()
  const bench = await startBenchUnder(
    ['env', '-C', folder],
    ...['fan-out', '--target', 'single', '--save-baseline', 'main', ...small],
  )
  const { exitCode, err } = await bench.ended
  const stored = readReport(join(folder, 'reports/baselines/main.json'))
  if (exitCode === 0) expect(await stored).toEqual(await bench.report())
  else await expect(stored).rejects.toThrow('no such file')
  expect(err).toContain(`bench: baseline main: ${exitCode === 0 ? 'stored as' : 'not stored, because'}`)
})

describe('a command line that cannot be followed', () => {
  test('ends with exit code 2, one line per problem, and nothing started', async () => {
    const bench = await startBench('fan-uot', '--target', 'singel')
    const { exitCode, out, err } = await bench.ended
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err.trim().split('\n')).toEqual([
      'bench: scenario fan-uot: there is none of that name; did you mean "fan-out"?',
      'bench: --target singel: there is none of that name; did you mean "single"?',
    ])
  })

  test('asks for more users than files may be open, and is told so before the first connection', async () => {
    // Root may raise any limit again, unless the capability is taken away as well.
    const drop = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-sys_resource'] : []
    const bench = await startBenchUnder(
      [...drop, 'prlimit', '--nofile=400:400'],
      'fan-out',
      '--target',
      'single',
      '--set',
      'members=300',
    )
    const { exitCode, err } = await bench.ended
    expect(exitCode).toBe(2)
    expect(err).toMatch(/instance 1 needs 500 open files, but its limit is 400/)
    expect((await bench.report()).results[0]?.trials).toEqual([])
    expect(await mark.pids()).toEqual([])
  })
})

describe('what ends early keeps what was measured and leaves no process', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s', async (signal, expected) => {
    const bench = await startBench('fan-out', '--target', 'cluster', ...long)
    await untilLoaded(redis)
    process.kill(bench.pid, signal)
    const { exitCode } = await bench.ended
    expect(exitCode).toBe(expected)
    expect((await bench.report()).results[0]?.trials).toMatchObject([{ status: 'interrupted' }])
    expect(await mark.pids()).toEqual([])
  })

  test('a gateway that is killed', async () => {
    const bench = await startBench('fan-out', '--target', 'single', ...long)
    process.kill(await untilLoaded(gateway), 'SIGKILL')
    const { exitCode, out } = await bench.ended
    expect(exitCode).toBe(3)
    expect((await bench.report()).results[0]?.trials).toMatchObject([{ status: 'failed' }])
    expect(out).toMatch(/instance 1.*SIGKILL/s)
    expect(await mark.pids()).toEqual([])
  })

  test('a Redis that is killed', async () => {
    const bench = await startBench('fan-out', '--target', 'cluster', ...long)
    process.kill(await untilLoaded(redis), 'SIGKILL')
    const { exitCode, out } = await bench.ended
    expect(exitCode).toBe(3)
    expect((await bench.report()).results[0]?.trials).toMatchObject([{ status: 'failed' }])
    expect(out).toMatch(/redis.*SIGKILL/is)
    expect(await mark.pids()).toEqual([])
  })

  test('the bench itself, killed without warning', async () => {
    const bench = await startBench('fan-out', '--target', 'cluster', ...long)
    await untilLoaded(redis)
    process.kill(bench.pid, 'SIGKILL')
    await bench.ended
    await eventually('the end of everything it has started', async () =>
      (await mark.pids()).length === 0 ? true : undefined,
    )
  })
})
