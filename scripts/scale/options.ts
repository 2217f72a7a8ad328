import { Command } from 'commander'
import { adapters, type Adapter } from '../../target/adapter.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { knownName } from '../cli/known-name.ts'
import { commaList } from '../cli/option-lists.ts'
import type { Parsed } from '../cli/parsed.ts'
import { programName } from '../cli/program/program-name.ts'
import { withStudyFlags, type StudyOptions } from '../study/options.ts'

/** What `npm run bench -- scale` was asked to do. */
export interface ScaleOptions extends StudyOptions {
  readonly adapters: readonly Adapter[]
  /** The sizes of cluster that are measured, ascending. */
  readonly instances: readonly number[]
  /** Path of a calibration, whose costs let what instances take for being idle be subtracted. */
  readonly report: string | undefined
}

interface RawOptions extends Omit<StudyOptions, 'out'> {
  readonly adapter: string[]
  readonly instances: string[]
  readonly report?: string
  readonly out?: string
}

const mostInstances = 31
/** The law has three parameters, and with as many sizes, the single instance included, any law would fit. */
const fewestSizes = 3

/** Reads the command line of a study of scale-out. Every problem is found at once; nothing is printed. */
export function parseScaleOptions(args: readonly string[]): Parsed<ScaleOptions> {
  const command = new Command(`${programName('bench')} scale`)
    .description('Measures clusters of several sizes and fits the universal scalability law, adapter by adapter.')
    .option('--adapter <names>', 'Socket.IO adapters that are compared, with commas', commaList, [
      'redis',
      'redis-sharded',
      'redis-streams',
    ])
    .option(
      '--instances <sizes>',
      'sizes of the cluster, with commas; a single instance is always measured',
      commaList,
      ['2', '3', '4', '6'],
    )
    .option(
      '--report <path>',
      'a calibration of this machine, whose costs let what instances take for being idle be subtracted',
    )
  const line = readCommandLine(withStudyFlags(command, { trials: 3 }), args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const { adapter, instances, ...raw } = command.opts<RawOptions>()
  const problems: string[] = []
  const relaying = adapters.filter((name) => name !== 'memory')
  const chosen = new Set(adapter.flatMap((name) => knownName('--adapter', name, relaying, problems)))
  const sizes = sizesOf(instances, problems)
  if (problems.length > 0) return { kind: 'wrong', problems }
  return { kind: 'run', options: { ...raw, out: raw.out, report: raw.report, adapters: [...chosen], instances: sizes } }
}

function sizesOf(texts: readonly string[], problems: string[]): readonly number[] {
  const sizes = texts.map((text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN))
  for (const [at, size] of sizes.entries()) {
    if (size >= 2 && size <= mostInstances) continue
    problems.push(`--instances ${texts[at]}: a cluster has 2 to ${mostInstances} instances here.`)
  }
  const distinct = [...new Set(sizes)].sort((a, b) => a - b)
  if (distinct.length < fewestSizes) {
    problems.push(
      `--instances ${texts.join(',')}: ${fewestSizes} sizes or more are needed beside the single instance; the law has three parameters, which fewer cannot test.`,
    )
  }
  return distinct
}
