import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { WorkerLog } from '../../../load/fleet/worker-log.ts'
import { readReport } from '../../../reports/read-report.ts'
import { renderTerminal } from '../../../reports/render/terminal.ts'
import { merge } from '../../../scripts/merge.ts'
import { reportOfLogs } from '../../../scripts/merge/report-of-logs.ts'
import { logsOf, type Happening } from '../../support/fleet-world.ts'
import { sampleReport } from '../../support/sample-report.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { StringSink } from '../../support/text-sink.ts'

const users = 9
const everyone = Array.from({ length: users }, (_, user) => user)
const joins = everyone.map((user): Happening => ({ kind: 'join', at: 1000 + 100 * user, user, room: 0 }))

/** Ten messages to everybody, the last of which does not reach two. */
const sends = Array.from({ length: 10 }, (_, n): Happening => {
  const reached = n === 9 ? everyone.slice(2) : everyone
  return {
    kind: 'send',
    at: 3000 + 1000 * n,
    user: n % users,
    room: 0,
    received: new Map(reached.map((user) => [user, 1])),
  }
})

/** The logs of three workers with three users each, who count what an engine counts. */
function threeLogs(): WorkerLog[] {
  return logsOf([...joins, ...sends], users, (user) => user % 3).map((log) => ({
    ...log,
    host: 'host',
    process: { id: log.worker, pid: 1, thread: 1, cpuMicros: 90_000, cpuBeforeMicros: 30_000, rssBytes: 50_000_000 },
    counters: { ...log.counters, connects: 3, acks: 3, emits: 6 },
    spans: { connects: [log.startedMicros, log.startedMicros + 1_000_000] },
  }))
}

const rules = { slos: [], graceMs: undefined, clockMarginMs: undefined, workers: undefined, allowMixed: false }

/** A folder of logs, and the command. */
async function desk(logs: readonly WorkerLog[] = threeLogs()) {
  const folder = await temporaryFolder()
  const path = (name: string): string => join(folder, name)
  await mkdir(path('logs'))
  for (const log of logs) await writeFile(path(`logs/${log.run}-${log.worker}.json`), JSON.stringify(log))
  const run = async (...args: string[]) => {
    const [out, err] = [new StringSink(), new StringSink()]
    const exitCode = await merge([...args, '--out', path('report.json')], out, err)
    return { exitCode, out: out.text, err: err.text }
  }
  return { path, logs: path('logs'), merge: run }
}

test('the table of a merged journey', () => {
  const { createdAt, tool, environment } = sampleReport()
  const report = reportOfLogs(threeLogs(), rules, { createdAt, tool, environment })
  expect(renderTerminal(report, { width: 100, color: false })).toMatchInlineSnapshot(`
    "gatecrash 0.1.0 at 53a58dd0c
    2026-11-20 12:31 UTC · AMD EPYC · 2 cores · 23.5 GiB · linux x64 · kernel 6.18.44
    load 0.31 before the run
    Node 24.21.0 · socket.io 4.8.3 · engine.io 6.6.11 · ws 8.21.3 · Redis 7.0.15 (started for this run)
    instance 1 on CPU 0 · instance 2 on CPU 0 · redis on CPU 0 · generator on CPU 1

    journeys/chat: What do users see who follow this script?
    script chat.yml, engine gatecrash, target t, workers 3, processes 3, hosts 1, transports mixed,
    measured for 60 s

                                         external [1][2]
    Delivery to a member of the room
      p50 (half are slower)       ms        1.00
      p90 (1 in 10 is)            ms        1.00
      slowest                     ms        1.00
      deliveries made             /s        1.47
      delivered of expected       %         97.8
    Acknowledgement to the sender
      acknowledged                /s       0.150
      not acknowledged                         0
    Connecting
      connections made            /s        9.00
      failed connects                          0
    An open connection
      lost connections                         0
      reconnects                               0
    Users of a journey
      events sent                 /s       0.300
    Cost in CPU time
      generator, per virtual user ms        20.0
      generator, per delivery     µs       2,045
    Generator, while measuring
      dropped sends                            0
      generator CPU               cores  0.00300

    One trial, so no interval: at least 6 give one of 95 %.
    external: 90 expected = 88 delivered + 2 lost; 0 duplicated, 0 reordered

    [1] The environment is that of the machine that merged, not of those that made the load.
        Compare only journeys that were run on machines of one kind.
    [2] Message 1 of sender 0 of worker 0000rs reached 7 of 9 members of "room 0".
        Look for disconnects and for the limits of the adapter at that time.
    "
  `)
})

describe('merge', () => {
  test('writes a report and its page, which other commands can read', async () => {
    const { merge, logs, path } = await desk()
    const { exitCode, err } = await merge(logs)
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    const { results } = await readReport(path('report.json'))
    expect(results).toMatchObject([{ scenario: 'journeys/chat', trials: [{ status: 'completed' }] }])
    expect(await readFile(path('report.html'), 'utf8')).toContain('journeys/chat')
  })

  test('gives the same report whatever the order of the logs', async () => {
    const { merge, path, logs } = await desk()
    const [one, other, third] = threeLogs().map(({ run, worker }) => join(logs, `${run}-${worker}.json`))
    const reports = []
    for (const order of [
      [one, other, third],
      [third, one, other],
    ]) {
      await merge(...order.map(String))
      reports.push((await readReport(path('report.json'))).results)
    }
    expect(reports[0]).toEqual(reports[1])
  })

  test('prints the report with --json', async () => {
    const { merge, logs } = await desk()
    const { out } = await merge(logs, '--json')
    expect(JSON.parse(out)).toMatchObject({ results: [{ trials: [{ ledger: { expected: 90, lost: 2 } }] }] })
  })

  test('makes a trial of each run', async () => {
    const later = threeLogs().map((log) => ({
      ...log,
      worker: log.worker.replace('0', 'z'),
      run: 'second',
      startedMicros: log.startedMicros + 600_000_000,
      endedMicros: log.endedMicros + 600_000_000,
      receipts: log.receipts.map((one) => ({ ...one, worker: one.worker.replace('0', 'z') })),
    }))
    const { merge, logs, path } = await desk([...threeLogs(), ...later])
    expect((await merge(logs)).exitCode).toBe(0)
    const [result] = (await readReport(path('report.json'))).results
    expect(result?.trials).toHaveLength(2)
  })

  test('ends with 1 where an objective was missed', async () => {
    const { merge, logs } = await desk()
    expect((await merge(logs, '--slo', 'delivered.ratio==1')).exitCode).toBe(1)
    expect((await merge(logs, '--slo', 'journeys/chat:delivery.lost<=2')).exitCode).toBe(0)
  })

  test.each([
    ['the log of a worker is missing', threeLogs().slice(1), [], 'worker-log-missing'],
    ['a worker was cut off', threeLogs().map((log) => ({ ...log, complete: false })), [], 'worker-log-incomplete'],
    ['fewer logs were found than workers ran', threeLogs(), ['--workers', '4'], 'worker-count'],
  ])('ends with 3, and an invalid trial, where %s', async (_, found, args, code) => {
    const { merge, logs, path } = await desk(found)
    expect((await merge(logs, ...args)).exitCode).toBe(3)
    const [result] = (await readReport(path('report.json'))).results
    expect(result?.trials).toMatchObject([{ status: 'invalid', reasons: [{ code }] }])
  })

  test('refuses what are no logs, all of them at once', async () => {
    const { merge, path, logs } = await desk()
    await writeFile(path('logs/cut.json'), '{"schema": "gatecrash/wor')
    await writeFile(path('logs/new.json'), '{"schema": "gatecrash/worker-log@2"}')
    await writeFile(path('logs/other.json'), '{}')
    await writeFile(path('logs/odd.json'), JSON.stringify({ ...threeLogs()[0], members: -1 }))
    const { exitCode, err } = await merge(logs, path('nowhere'))
    expect(exitCode).toBe(2)
    const lines = err.trim().split('\n')
    expect(lines).toHaveLength(5)
    for (const [file, text] of [
      ['nowhere', 'there is no such file'],
      ['cut.json', 'this is no JSON'],
      ['new.json', 'newer than gatecrash/worker-log@1'],
      ['other.json', 'this is no worker log'],
      ['odd.json', 'damaged at members'],
    ] as const) {
      expect(lines.find((line) => line.includes(file))).toContain(text)
    }
  })

  test('refuses a command line with all that is wrong with it', async () => {
    const { merge } = await desk()
    const { exitCode, err } = await merge('--slo', 'ack.p95<1', '--slo', 'x')
    expect(exitCode).toBe(2)
    expect(err).toContain('did you mean "ack.p90"')
    expect(err).toContain('cannot be read')
    expect(err).toContain('no worker log was named')
  })

  test('refuses logs of two scripts unless that is asked for', async () => {
    const { merge, logs } = await desk(
      threeLogs().map((log, n) => ({ ...log, script: n === 0 ? 'game.yml' : 'chat.yml' })),
    )
    const refused = await merge(logs)
    expect(refused).toMatchObject({ exitCode: 2 })
    expect(refused.err).toContain('2 scripts (chat.yml, game.yml)')
    expect((await merge(logs, '--allow-mixed')).exitCode).toBe(0)
  })
})
