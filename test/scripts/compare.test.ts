import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { saveBaseline } from '../../reports/baseline.ts'
import type { Report } from '../../reports/report.ts'
import { writeReport } from '../../reports/write-report.ts'
import { compare } from '../../scripts/compare.ts'
import { startCommand } from '../support/command-process.ts'
import { hostileReport } from '../support/hostile-report.ts'
import { compressedReportPage, reportPage } from '../support/report-page.ts'
import { comparedReports, trendReports } from '../support/sample-comparison.ts'
import { sampleReport, sampleResult } from '../support/sample-report.ts'
import { failedTrial } from '../support/sample-trial.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { StringSink } from '../support/text-sink.ts'

/** A folder with the two reports of the sample, `base.json` and `head.json`, where the command is run. */
async function desk() {
  const folder = await temporaryFolder()
  const path = (name: string) => join(folder, name)
  const { base, head } = comparedReports()
  await writeReport(path('base.json'), base.report)
  await writeReport(path('head.json'), head.report)
  const env: Record<string, string> = {}
  const run = async (...args: string[]) => {
    const [out, err] = [new StringSink(), new StringSink()]
    const exitCode = await compare(args, { out, err, env, baselines: path('baselines') })
    return { exitCode, out: out.text, err: err.text }
  }
  return { path, env, compare: run }
}

/** The same report as another run would give. */
const later = (report: Report): Report => ({ ...report, createdAt: '2026-11-22T00:00:00.000Z' })

describe('compare', () => {
  test('says in words what got worse, and ends with exit code 1', async () => {
    const { compare, path } = await desk()
    const { exitCode, out, err } = await compare(path('base.json'), path('head.json'))
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' })
    expect(out).toMatch(/^Worse: 2 of 10 gated metrics got worse/)
  })

  test.each([
    ['worse', 1],
    ['unknown', 1],
    ['never', 0],
  ])('--fail-on %s ends with %i where a gated metric is worse', async (failOn, expected) => {
    const { compare, path } = await desk()
    expect((await compare(path('base.json'), path('head.json'), '--fail-on', failOn)).exitCode).toBe(expected)
  })

  test('ends with 0 where nothing is worse, or with 1 where what is unknown shall fail', async () => {
    const { compare, path } = await desk()
    await writeReport(path('again.json'), later(comparedReports().base.report))
    const reports = [path('base.json'), path('again.json')]
    expect((await compare(...reports)).exitCode).toBe(0)
    expect((await compare(...reports, '--fail-on', 'unknown')).exitCode).toBe(1)
  })

  test('ends with 3 where nothing gated could be compared, unless nothing shall fail', async () => {
    const { compare, path } = await desk()
    const { environment, results } = sampleReport()
    await writeReport(path('other.json'), sampleReport({ environment: { ...environment, cpu: 'another' }, results }))
    const reports = [path('base.json'), path('other.json')]
    expect((await compare(...reports)).exitCode).toBe(3)
    expect((await compare(...reports, '--fail-on', 'never')).exitCode).toBe(0)
  })

  test('judges by the limits and metrics that are given', async () => {
    const { compare, path } = await desk()
    const reports = [path('base.json'), path('head.json')]
    expect((await compare(...reports, '--gate', 'delivery.serverCpuMicros')).exitCode).toBe(1)
    const generous = ['--gate', 'delivery.serverCpuMicros', '--limit', 'delivery.serverCpuMicros=20%']
    const { exitCode, out } = await compare(...reports, ...generous)
    expect(exitCode).toBe(0)
    expect(out).toMatch(/delivery\.serverCpuMicros +20 % /)
  })

  test('shows every metric with --all', async () => {
    const { compare, path } = await desk()
    const reports = [path('base.json'), path('head.json')]
    expect((await compare(...reports)).out).not.toContain('delivery.p90')
    expect((await compare(...reports, '--all')).out).toContain('delivery.p90')
  })

  test('follows three reports or more', async () => {
    const { compare, path } = await desk()
    const paths = await Promise.all(
      trendReports().map(async ({ name, report }) => {
        await writeReport(path(name), report)
        return path(name)
      }),
    )
    const { exitCode, out } = await compare(...paths)
    expect(exitCode).toBe(1)
    expect(out.replaceAll('\n', ' ')).toContain('That is the last of 4 reports against the first')
    expect((await compare(...paths, '--format', 'junit')).out).toContain('<testsuites ')
    expect((await compare(...paths, '--format', 'markdown')).out).toMatch(/^\*\*Worse: /)
    expect(JSON.parse((await compare(...paths, '--format', 'json')).out)).toMatchObject({ schema: 'gatecrash/trend@1' })
  })

  test('takes folders and pages for reports', async () => {
    const { compare, path } = await desk()
    const { base, head } = comparedReports()
    await writeReport(path('run/report.json'), base.report)
    await writeFile(path('plain.html'), reportPage(JSON.stringify(head.report)))
    await writeFile(path('packed.html'), compressedReportPage(JSON.stringify(head.report)))
    const expected = await compare(path('run'), path('plain.html'), '--format', 'junit')
    expect(expected.exitCode).toBe(1)
    expect(await compare(path('run'), path('packed.html'), '--format', 'junit')).toEqual(expected)
  })
})

describe('the formats of compare', () => {
  test('json is the comparison itself', async () => {
    const { compare, path } = await desk()
    const { out } = await compare(path('base.json'), path('head.json'), '--format', 'json')
    expect(JSON.parse(out)).toMatchObject({
      schema: 'gatecrash/comparison@1',
      verdict: 'worse',
      base: { name: path('base.json') },
    })
  })

  test('junit is XML', async () => {
    const { compare, path } = await desk()
    const { out } = await compare(path('base.json'), path('head.json'), '--format', 'junit')
    expect(XMLValidator.validate(out)).toBe(true)
  })

  test('benchmark-action has the gated figures of the last report, and needs no other', async () => {
    const { compare, path } = await desk()
    const { exitCode, out } = await compare(path('head.json'), '--format', 'benchmark-action')
    expect(exitCode).toBe(0)
    const figures = JSON.parse(out) as { name: string }[]
    expect(figures.map(({ name }) => name)).toContain('fan-out, single, websocket: delivery.serverCpuMicros')
    expect(figures.map(({ name }) => name)).not.toContain('fan-out, single, websocket: delivery.p90')
    const { out: all } = await compare(path('head.json'), '--format', 'benchmark-action', '--all')
    expect(all).toContain('fan-out, single, websocket: delivery.p90')
  })

  test('html is written to a file, and the verdict is told', async () => {
    const { compare, path } = await desk()
    const page = path('pages/page.html')
    const { exitCode, out } = await compare(path('base.json'), path('head.json'), '--format', 'html', '--out', page)
    expect(exitCode).toBe(1)
    expect(out).toMatch(new RegExp(`^Worse: .*\nWritten: ${page}\n$`))
    expect(await readFile(page, 'utf8')).toContain('id="gatecrash-comparison"')
    const again = await compare(page, path('head.json'))
    expect(again).toMatchObject({
      exitCode: 2,
      err: `compare: ${page}: a comparison of two reports, not a report; give the reports that it was made from\n`,
    })
  })

  test('says that a file cannot be written', async () => {
    const { compare, path } = await desk()
    const { exitCode, err } = await compare(path('base.json'), path('head.json'), '--out', path('base.json/x'))
    expect(exitCode).toBe(2)
    expect(err).toMatch(/^compare: .*base\.json\/x: cannot be written: [^\n]+\n$/)
  })
})

describe('the summary of a step of GitHub Actions', () => {
  test('is the comparison in Markdown, once, whatever is printed', async () => {
    const { compare, path, env } = await desk()
    env['GITHUB_STEP_SUMMARY'] = path('summary.md')
    await writeFile(path('summary.md'), '# before\n')
    const { err } = await compare(path('base.json'), path('head.json'), '--format', 'markdown')
    expect(err).toBe('compare: added to the summary of this step (GITHUB_STEP_SUMMARY)\n')
    const summary = await readFile(path('summary.md'), 'utf8')
    expect(summary).toMatch(/^# before\n\*\*Worse: /)
    expect(summary.match(/\*\*Worse: /g)).toHaveLength(1)
  })

  test('that cannot be written changes nothing of the verdict', async () => {
    const { compare, path, env } = await desk()
    env['GITHUB_STEP_SUMMARY'] = path('no/folder/summary.md')
    const { exitCode, err } = await compare(path('base.json'), path('head.json'))
    expect(exitCode).toBe(1)
    expect(err).toMatch(/^compare: the summary of this step \(GITHUB_STEP_SUMMARY\) cannot be written: /)
  })
})

describe('a baseline', () => {
  test('stands for the first report', async () => {
    const { compare, path } = await desk()
    await saveBaseline('main', comparedReports().base.report, path('baselines'))
    const { exitCode, out } = await compare('--baseline', 'main', path('head.json'))
    expect(exitCode).toBe(1)
    expect(out).toContain('base  baseline main: ')
  })

  test('that there is none of is refused', async () => {
    const { compare, path } = await desk()
    const { exitCode, err } = await compare('--baseline', 'main', path('head.json'))
    expect(exitCode).toBe(2)
    expect(err).toMatch(/^compare: baseline main: there is none in [^\n]+\n$/)
  })
})

describe('input that is no report', () => {
  test.each([
    ['nothing', '', 'empty; measure again, or name another file'],
    [
      'a part of a report',
      '{"schema":"gatecrash/report@1","createdAt":',
      'not JSON: it ends too early, so the file is truncated',
    ],
    ['a newer report', '{"schema":"gatecrash/report@2"}', /^written by a newer gatecrash/],
    ['a trend', '{"schema":"gatecrash/trend@1"}', /^a trend of several reports, not a report/],
    ['50 MB of junk', 'junk '.repeat(10_000_000), 'no gatecrash report: neither JSON nor a page of bench'],
    ['50 MB of other JSON', `{"a":[${'0,'.repeat(25_000_000)}0]}`, /^no gatecrash report: its "schema" must be/],
    [
      'the page of somebody else',
      '<!doctype html><title>x</title>',
      'no report in this page: it is not one of gatecrash',
    ],
    [
      'a report without a completed trial',
      JSON.stringify(sampleReport({ results: [sampleResult({ trials: [failedTrial()], summary: {} })] })),
      'no trial was completed, so there is nothing to compare',
    ],
  ])('%s: one line, exit code 2', async (_, content, problem) => {
    const { compare, path } = await desk()
    await writeFile(path('bad'), content)
    const { exitCode, out, err } = await compare(path('base.json'), path('bad'))
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    const [line = '', ...others] = err.trimEnd().split('\n')
    const prefix = `compare: ${path('bad')}: `
    expect({ prefix: line.slice(0, prefix.length), others }).toEqual({ prefix, others: [] })
    expect(line.slice(prefix.length)).toMatch(
      typeof problem === 'string' ? new RegExp(`^${escaped(problem)}$`) : problem,
    )
  })

  test('is told of all files at once', async () => {
    const { compare, path } = await desk()
    await writeFile(path('bad'), 'x')
    const { exitCode, err } = await compare(path('bad'), path('missing'), path('head.json'))
    expect(exitCode).toBe(2)
    expect(err.trimEnd().split('\n')).toEqual([
      `compare: ${path('bad')}: no gatecrash report: neither JSON nor a page of bench`,
      `compare: ${path('missing')}: no such file`,
    ])
  })

  test('is the same run twice, under whatever name', async () => {
    const { compare, path } = await desk()
    await writeReport(path('copy.json'), comparedReports().base.report)
    const { exitCode, err } = await compare(path('base.json'), path('copy.json'))
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: `compare: ${path('copy.json')}: this is the same run as ${path('base.json')}; measure again, then compare\n`,
    })
  })
})

describe('a hostile report', () => {
  test.each(['text', 'markdown', 'json', 'junit', 'benchmark-action'])('is printed inert as %s', async (format) => {
    const { compare, path } = await desk()
    await writeReport(path('hostile.json'), hostileReport())
    await writeReport(path('again.json'), later(hostileReport()))
    const { out } = await compare(path('hostile.json'), path('again.json'), '--format', format)
    expect(out.replaceAll('\u200B', '')).toMatch(/^(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\n)+$/u)
    if (format === 'markdown' || format === 'junit') expect(out).not.toMatch(/(?<!\\)<(?:script|img)/)
  })

  test('says of its faults nothing that a terminal would act on', async () => {
    const { compare, path } = await desk()
    const { results, ...rest } = hostileReport()
    await writeFile(
      path('bad.json'),
      JSON.stringify({ ...rest, '\u001b[2J\n': 1, results: [{ ...results[0], '\u009b': 1 }] }),
    )
    const { exitCode, err } = await compare(path('base.json'), path('bad.json'))
    expect(exitCode).toBe(2)
    expect(err).toMatch(/^(?:compare: [^\p{Cc}\p{Cf}]+\n)+$/u)
  })
})

describe('as a process', () => {
  test('compares, and passes the exit code back', async () => {
    const { path } = await desk()
    const { exitCode, out, err } = await startCommand(['compare', path('base.json'), path('head.json')]).ended
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' })
    expect(out).toMatch(/^Worse: /)
  })

  test('refuses wrong usage with one line each and exit code 2', async () => {
    const { exitCode, out, err } = await startCommand(['compare', '--format', 'txt']).ended
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err.trimEnd().split('\n')).toEqual([
      'compare: --format txt: there is none of that name; did you mean "text"?',
      expect.stringMatching(/^compare: no report was named/),
    ])
  })

  test('finds baselines in the working directory', async () => {
    const { path } = await desk()
    await saveBaseline('main', comparedReports().base.report, path('reports/baselines'))
    const args = ['compare', '--baseline', 'main', path('head.json')]
    const { exitCode, out } = await startCommand(args, ['env', '-C', path('.')]).ended
    expect(exitCode).toBe(1)
    expect(out).toContain('baseline main')
  })
})

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
