import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAbOptions } from '../../../scripts/ab/options.ts'
import { bench } from '../../../scripts/bench.ts'
import { compare } from '../../../scripts/compare.ts'
import { noConfig, type LoadedConfig } from '../../../scripts/config/loaded-config.ts'
import { writeReport } from '../../../reports/write-report.ts'
import { comparedReports } from '../../support/sample-comparison.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { StringSink } from '../../support/text-sink.ts'

const dialect: LoadedConfig['dialect'] = {
  definition: { name: 'mine', join: ['enter', '{{room}}'], send: ['say', '{{text}}'] },
  module: undefined,
}
const limits = ['delivery.p99=10%', 'ack.p99=5']
const config: LoadedConfig = { ...noConfig, dialect, limits }

async function folderWith(text: string): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'gatecrash.config.yml'), text)
  return folder
}

async function compared(text: string, ...args: string[]) {
  const folder = await folderWith(text)
  const { base, head } = comparedReports()
  const paths = [join(folder, 'base.json'), join(folder, 'head.json')] as const
  await writeReport(paths[0], base.report)
  await writeReport(paths[1], head.report)
  const [out, err] = [new StringSink(), new StringSink()]
  const exitCode = await compare([...paths, ...args], { out, err, env: {}, folder, baselines: folder })
  return { exitCode, out: out.text, err: err.text }
}

async function benched(text: string, ...args: string[]) {
  const [out, err] = [new StringSink(), new StringSink()]
  const place = { folder: await folderWith(text), env: {} }
  const exitCode = await bench(args, out, err, new AbortController().signal, place)
  return { exitCode, out: out.text, err: err.text }
}

describe('compare', () => {
  const limits = 'limits: { delivery.serverCpuMicros: 20%, delivered.ratio: 1 }\n'

  test('is told by a configuration what change matters', async () => {
    expect(await compared('')).toMatchObject({ exitCode: 1, out: expect.stringMatching(/^Worse: 2 of 10/) as string })
    const { exitCode, out } = await compared(limits)
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^ {2}delivery\.serverCpuMicros +20 % /m)
  })

  test('is told by a flag what matters instead', async () => {
    const { exitCode, out } = await compared(limits, '--limit', 'delivery.serverCpuMicros=2%')
    expect(exitCode).toBe(1)
    expect(out).toMatch(/^Worse: 1 of 10 gated metrics .* delivery\.serverCpuMicros \+12 %/)
  })

  test('refuses a configuration that is wrong', async () => {
    expect(await compared('limits: { delivery.p98: 1 }\n')).toEqual({
      exitCode: 2,
      out: '',
      err: 'compare: gatecrash.config.yml:1: limits.delivery.p98: unknown metric "delivery.p98": did you mean "delivery.p90"?\n',
    })
  })
})

describe('ab', () => {
  const versions = ['--base', 'HEAD', '--head', '.']

  test('speaks the dialect of a configuration, and has its limits', () => {
    const parsed = parseAbOptions([...versions, '--limit', 'ack.p99=9'], config)
    const options = parsed.kind === 'run' ? parsed.options : undefined
    expect(options?.dialect).toMatchObject({ name: 'mine', traits: { rooms: true } })
    expect(options?.compare.limits).toEqual(
      new Map([
        ['delivery.p99', { relative: 0.1 }],
        ['ack.p99', { absolute: 9 }],
      ]),
    )
  })

  test('refuses a scenario that does not fit the dialect', () => {
    expect(parseAbOptions([...versions, 'ack'], config)).toEqual({
      kind: 'wrong',
      problems: [expect.stringContaining('"mine" has none') as string],
    })
  })
})

describe('bench', () => {
  const gateway = 'targets: { own: { url: "http://127.0.0.1:9" } }\n'

  test('tells what a dry run would do, and what is left out, without asking the gateway', async () => {
    const { exitCode, out, err } = await benched(`${gateway}dialect: get-started\n`, '--dry-run')
    expect({ exitCode, err }).toEqual({
      exitCode: 0,
      err: expect.stringMatching(/^bench: ack is left out: .*\n$/) as string,
    })
    expect(out).toContain('http://127.0.0.1:9')
  })

  test('refuses a configuration that is wrong, every problem in a line', async () => {
    const { exitCode, out, err } = await benched(`${gateway}trails: 3\nprofile: fast\n`)
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' })
    expect(err).toBe(
      'bench: gatecrash.config.yml:2: trails: there is no such key; did you mean "trials"?\n' +
        'bench: gatecrash.config.yml:3: profile: "fast" is not allowed; give one of smoke, standard, full.\n',
    )
  })

  test('shows its help whatever the configuration is like', async () => {
    expect(await benched('trails: 3\n', '--help')).toMatchObject({ exitCode: 0, err: '' })
  })
})
