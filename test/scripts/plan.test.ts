import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../reports/report.ts'
import { writeReport } from '../../reports/write-report.ts'
import { plan } from '../../scripts/plan.ts'
import { thisMachine } from '../../scripts/study/same-machine.ts'
import { startCommand } from '../support/command-process.ts'
import { hostileText } from '../support/hostile-report.ts'
import { calibratedReport, sampleModel } from '../support/sample-model.ts'
import { sampleReport, sampleResult } from '../support/sample-report.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { StringSink } from '../support/text-sink.ts'

const example = new URL('../../demand.example.yml', import.meta.url)

/** A folder with a demand and a calibration, where the command is run. */
async function desk(report: Report = calibratedReport()) {
  const folder = await temporaryFolder()
  const path = (name: string) => join(folder, name)
  // A quarter busier than the example, which the sample model needs four instances for: more than it has measured.
  const text = (await readFile(example, 'utf8')).replace(
    'messagesPerUserPerMinute: 12 ',
    'messagesPerUserPerMinute: 15 ',
  )
  await writeFile(path('demand.yml'), text)
  await writeReport(path('calibration.json'), report)
  const run = async (...args: string[]) => {
    const [out, err] = [new StringSink(), new StringSink()]
    const exitCode = await plan(args, { out, err, env: {}, signal: new AbortController().signal })
    return { exitCode, out: out.text, err: err.text }
  }
  const inputs = ['--demand', path('demand.yml'), '--report', path('calibration.json')]
  const change = (from: string | RegExp, to: string | ((found: string) => string)) =>
    writeFile(path('demand.yml'), typeof to === 'string' ? text.replace(from, to) : text.replace(from, to))
  return { path, change, run, plan: (...args: string[]) => run(...inputs, ...args), inputs }
}

describe('plan --verify', () => {
  test('refuses what only planning can be told, and planning what only it can be told', async () => {
    const { plan } = await desk()
    expect(await plan('--verify', '--machine-factor', '1.2', '--format', 'html')).toMatchObject({
      exitCode: 2,
      err: 'plan: --machine-factor: --verify runs on the machine of the calibration; leave one of them out.\nplan: --format html: --verify writes text or json.\n',
    })
    expect(await plan('--trials', '5')).toMatchObject({
      exitCode: 2,
      err: 'plan: --trials: only --verify measures; leave it out.\n',
    })
  })

  test('refuses a calibration of another machine, whose costs it could not check', async () => {
    const report = calibratedReport()
    const { plan, path } = await desk({
      ...report,
      environment: { ...report.environment, cpu: 'Other CPU', cores: 96 },
    })
    const { exitCode, err } = await plan('--verify')
    expect(exitCode).toBe(2)
    expect(err).toContain(
      `plan: ${path('calibration.json')}: was made on Other CPU with 96 cores, and this machine is `,
    )
  })

  test('refuses a demand of which nothing fits on this machine, before anything is started', async () => {
    const report = calibratedReport()
    const { plan, change } = await desk({ ...report, environment: { ...report.environment, ...thisMachine() } })
    await change(/rooms:[\s\S]*?\n\n/, 'rooms:\n  - count: 1\n    members: 4000\n\n')
    const { exitCode, err } = await plan('--verify')
    expect({ exitCode, err }).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/^plan: no part of this demand fits on this machine: /) as string,
    })
  })
})

describe('plan', () => {
  test('says what is needed, after what was never measured', async () => {
    const { plan } = await desk()
    const { exitCode, out, err } = await plan()
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
    expect(out).toMatch(/^Beyond what was measured: /)
    expect(out).toMatch(/^4 instances, of which 1 may fail\./m)
  })

  test('ends with 1 where the policy cannot be kept', async () => {
    const { plan, change } = await desk()
    expect((await plan('--instances', '3')).exitCode).toBe(1)
    await change('redisCeiling: 0.6', 'redisCeiling: 0.01')
    const { exitCode, out } = await plan()
    expect(exitCode).toBe(1)
    expect(out).toContain('No number of instances will do')
  })

  test('gives JSON that holds the whole plan', async () => {
    const { plan } = await desk()
    const { out } = await plan('--format', 'json')
    expect(JSON.parse(out)).toMatchObject({ schema: 'gatecrash/plan@1', needed: { value: 4, low: 4, high: 4 } })
  })

  test('writes a page, and says the answer and where it is', async () => {
    const { plan, path } = await desk()
    const { exitCode, out } = await plan('--format', 'html', '--out', path('pages/plan.html'))
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^Beyond [^\n]+\n4 instances, [^\n]+\nWritten: .*plan\.html\n$/)
    expect(await readFile(path('pages/plan.html'), 'utf8')).toMatch(/^<!doctype html>/)
  })

  test('takes another adapter for the demand, or a slower machine', async () => {
    const { plan, change, path } = await desk({
      ...calibratedReport(),
      model: sampleModel({ adapter: 'redis-sharded' }),
    })
    const { exitCode, err } = await plan()
    expect(exitCode).toBe(2)
    expect(err).toBe(
      `plan: ${path('calibration.json')}: measured with the adapter redis-sharded, but the demand has redis; calibrate with --adapter redis, or plan with --adapter redis-sharded.\n`,
    )
    expect((await plan('--adapter', 'redis-sharded')).exitCode).toBe(0)
    await change('# cpu: AMD EPYC', 'cpu: Intel Xeon')
    expect((await plan('--adapter', 'redis-sharded')).err).toContain(
      'measured on AMD EPYC, but the instances run on Intel Xeon',
    )
    const slower = await plan('--adapter', 'redis-sharded', '--machine-factor', '1.5')
    expect(slower.out).toContain('multiplied by 1.5')
  })

  test('shows its flags and exit codes', async () => {
    const { run } = await desk()
    const { exitCode, out } = await run('--help')
    expect(exitCode).toBe(0)
    expect(out).toContain('--machine-factor')
    expect(out).toContain('Exit codes:')
  })
})

describe('what is refused with exit code 2', () => {
  test('is every wrong flag, at once', async () => {
    const { run } = await desk()
    const { exitCode, out, err } = await run('--format', 'txt', '--adapter', 'reddis')
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err.trimEnd().split('\n')).toEqual([
      'plan: --format txt: there is none of that name; did you mean "text"?',
      'plan: --adapter reddis: there is none of that name; did you mean "redis"?',
      'plan: --demand: no demand was named; copy demand.example.yml and fill it in.',
      'plan: --report: no calibration was named; make one with "npm run bench -- calibrate".',
    ])
  })

  test.each([
    ['--instances', '0'],
    ['--instances', '2.5'],
    ['--machine-factor', '0'],
    ['--machine-factor', 'fast'],
  ])('is %s %s', async (flag, value) => {
    const { plan } = await desk()
    const { exitCode, err } = await plan(flag, value)
    expect(exitCode).toBe(2)
    expect(err).toMatch(/Give a (?:whole )?number from/)
  })

  test('is to write over what is read', async () => {
    const { plan, path } = await desk()
    expect((await plan('--out', path('demand.yml'))).err).toContain('this is what is read; name another file')
  })

  test('is a report without costs, with the command that makes one', async () => {
    const { plan, path } = await desk(sampleReport())
    const { exitCode, err } = await plan()
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: `plan: ${path('calibration.json')}: this report is no calibration: it has no costs to plan with; run "npm run bench -- calibrate".\n`,
    })
  })

  test('is nonsense in the demand and a missing report, both at once', async () => {
    const { run, change, path } = await desk()
    await change('users: 4000', 'users: -1')
    const { exitCode, err } = await run('--demand', path('demand.yml'), '--report', path('missing.json'))
    expect(exitCode).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/demand\.yml:8: users: -1 is not allowed; give a whole number/),
      `plan: ${path('missing.json')}: no such file`,
    ])
  })

  test('is nonsense in the demand and a calibration that does not fit it, both at once', async () => {
    const { plan, change, path } = await desk()
    await change(/users: 4000|# cpu: AMD EPYC/g, (text) => (text.startsWith('#') ? 'cpu: Intel Xeon' : 'users: -1'))
    const { exitCode, err } = await plan('--adapter', 'redis-streams')
    expect(exitCode).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/demand\.yml:8: users: -1 is not allowed/),
      expect.stringContaining(
        `${path('calibration.json')}: measured with the adapter redis, but the demand has redis-streams`,
      ),
      expect.stringContaining(`${path('calibration.json')}: measured on AMD EPYC, but the instances run on Intel Xeon`),
    ])
  })

  test('is a number of instances that leaves none when the spare ones fail', async () => {
    const { plan } = await desk()
    const { exitCode, err } = await plan('--instances', '1')
    expect(exitCode).toBe(2)
    expect(err).toContain('policy.spareInstances: if 1 of 1 instances fail, none is left')
  })

  test('is a calibration that measured no such users', async () => {
    const costs = sampleModel().costs.filter(({ id }) => id !== 'connect.upgrade')
    const { plan } = await desk(calibratedReport({ costs }))
    const { exitCode, err } = await plan()
    expect(exitCode).toBe(2)
    expect(err).toContain('has no figure for connect.upgrade')
  })
})

test('hostile texts are printed inert', async () => {
  const report = calibratedReport()
  const { plan, change } = await desk({
    ...report,
    environment: { ...report.environment, cpu: hostileText },
  })
  await change('currency: EUR', `currency: ${JSON.stringify(hostileText.slice(0, 60))}`)
  for (const format of ['text', 'json']) {
    const { out, err } = await plan('--format', format)
    expect(err).toBe('')
    expect(out).toMatch(/^(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\n)+$/u)
  }
})

test('as a process it passes the exit code back', async () => {
  const { inputs } = await desk()
  const { exitCode, out, err } = await startCommand(['plan', ...inputs, '--instances', '3']).ended
  expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' })
  expect(out).toContain('3 instances are not enough')
})

describe('plan --journey', () => {
  const offered = {
    users: { websocket: 3000, upgrade: 0, polling: 0 },
    connects: { websocket: 10, upgrade: 0, polling: 0 },
    messages: { websocket: 100, upgrade: 0, polling: 0 },
    deliveries: { websocket: 1000, upgrade: 0, polling: 0 },
    payloadBytes: 128,
    acknowledged: true,
    rooms: [{ rooms: 300, members: 10, messages: 100 }],
  }

  test('says first that the demand was measured, and plans for it', async () => {
    const { plan, path } = await desk()
    await writeReport(
      path('chat.json'),
      sampleReport({ results: [sampleResult({ scenario: 'journeys/chat', offered })] }),
    )
    const { out, err } = await plan('--journey', path('chat.json'))
    expect(err).toBe('')
    expect(out).toMatch(/^The demand was measured: it is what journeys\/chat asked of the gateway in /)
    expect(out).toContain('3,000')
  })

  test('leaves JSON as it is', async () => {
    const { plan, path } = await desk()
    await writeReport(
      path('chat.json'),
      sampleReport({ results: [sampleResult({ scenario: 'journeys/chat', offered })] }),
    )
    const { out } = await plan('--journey', path('chat.json'), '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({ demand: { users: 3000 } })
  })

  test('refuses a report without a journey', async () => {
    const { plan, path } = await desk()
    await writeReport(path('chat.json'), sampleReport())
    expect(await plan('--journey', path('chat.json'))).toMatchObject({
      exitCode: 2,
      err: `plan: ${path('chat.json')}: there is no journey in it; name a report of one, or of merge.\n`,
    })
  })
})
