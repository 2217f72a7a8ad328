import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parseAbOptions } from '../scripts/ab/options.ts'
import { parseBenchOptions } from '../scripts/bench/options.ts'
import { parseBenchPlanOptions } from '../scripts/bench-plan/options.ts'
import { parseCalibrateOptions } from '../scripts/calibrate/options.ts'
import { parseCompareOptions } from '../scripts/compare/options.ts'
import { parseMergeOptions } from '../scripts/merge/options.ts'
import { parsePlanOptions } from '../scripts/plan/options.ts'
import { parseProfileOptions } from '../scripts/profile/options.ts'
import { parseScaleOptions } from '../scripts/scale/options.ts'
import { startCommand } from './support/command-process.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const root = new URL('../', import.meta.url)
const readme = await readFile(new URL('README.md', root), 'utf8')
const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>
}

/** Every command of a page's `sh` blocks, `&&` taken apart. */
const commandsOf = (page: string): string[] =>
  [...page.matchAll(/^```sh\n(.*?)^```/gms)]
    .flatMap(([, block = '']) => block.trim().split('\n'))
    .flatMap((line) => line.replace(/ +#.*$/, '').split(' && '))

const commands = commandsOf(readme)
const pages = ['capacity', 'distributed', 'http', 'profiling'].map((name) => `docs/${name}.md`)
const texts = await Promise.all(pages.map((page) => readFile(new URL(page, root), 'utf8')))
const parsers = {
  'npm run bench -- calibrate': parseCalibrateOptions,
  'npm run bench -- scale': parseScaleOptions,
  'npm run bench --': parseBenchOptions,
  'npm run bench:plan': parseBenchPlanOptions,
  'npm run compare --': parseCompareOptions,
  'npm run plan --': parsePlanOptions,
  'npm run ab --': parseAbOptions,
  'npm run merge --': parseMergeOptions,
  'npm run profile --': parseProfileOptions,
}
/** Those whose command lines can be read without running them; a study is not a list of scenarios. */
const readable = [...new Set([...commands, ...texts.flatMap(commandsOf)])].flatMap((command) => {
  const prefix = Object.keys(parsers).find((name) => command.startsWith(name))
  return prefix === undefined ? [] : [{ command, prefix: prefix as keyof typeof parsers }]
})
const benchCommands = readable.flatMap(({ command, prefix }) =>
  prefix === 'npm run bench --' && commands.includes(command) ? [command] : [],
)

/** Users of a journey wait for each other before they begin. */
const timeout = 180_000

/** The words of a command, as a shell would see them; quotes are the only shell syntax the README uses. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

const argumentsOf = (command: string): string[] =>
  wordsOf(command).includes('--') ? wordsOf(command).slice(wordsOf(command).indexOf('--') + 1) : []

/** Settings that make any scenario short, as far as it has them. */
function shortened(args: readonly string[]): string[] {
  const small = {
    members: 20,
    users: 40,
    rate: 20,
    window: 300,
    warmUp: 100,
    hold: 100,
    warmUpUsers: 10,
    heartbeat: 2300,
  }
  const parsed = parseBenchOptions(args)
  if (parsed.kind !== 'run') return []
  const settings = parsed.options.scenarios.flatMap(({ name, parameters }) =>
    Object.entries(small)
      .filter(([parameter, value]) => {
        const declared = parameters[parameter]
        return declared !== undefined && 'min' in declared && declared.min <= value
      })
      .flatMap(([parameter, value]) => ['--set', `${name}.${parameter}=${value}`]),
  )
  return ['--profile', 'smoke', '--trials', '1', ...settings]
}

test('every command is an npm script of this project', () => {
  const names = commands.map((command) => /^npm (?:run )?([\w:]+)/.exec(command)?.[1] ?? command)
  expect(names.length).toBeGreaterThan(10)
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(names))
})

describe('every command here and on the pages of docs can be followed', () => {
  test.each(readable)('$command', ({ command, prefix }) => {
    const [, ...own] = prefix.split(' -- ')
    expect(parsers[prefix](argumentsOf(command).slice(own.length))).not.toHaveProperty('problems')
  })
})

describe('every bench command that starts its target runs, made shorter', () => {
  // A search is as long as it takes; a test of its own runs one.
  test.each(benchCommands.filter((command) => !/--url|--saturate/.test(command)))(
    '%s',
    { timeout },
    async (command) => {
      const args = argumentsOf(command)
      const folder = await temporaryFolder()
      const { exitCode, out, err } = await startCommand(
        ['bench', ...args, ...shortened(args), '--out', folder],
        [],
        folder,
      ).ended
      // 3: the machine was too busy for a valid trial, which is not what is tested here.
      expect([0, 3], err).toContain(exitCode)
      expect(out).toContain('Report: ')
      expect(err).not.toMatch(/failed in/)
    },
  )
})

test('every flag and metric that is named exists', () => {
  const flags = [...readme.matchAll(/`(--[a-z-]+)/g)].map(([, flag]) => flag ?? '')
  const helps = Object.values(parsers).map((parse) => parse(['--help']))
  const text = helps.map((help) => (help.kind === 'show' ? help.text : '')).join('\n')
  expect(flags.length).toBeGreaterThan(5)
  for (const flag of flags) expect(text).toContain(flag)
})

test('every file and folder that is linked or mapped exists', async () => {
  const linked = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '')
  for (const path of linked) await expect(readFile(new URL(path, root))).resolves.toBeDefined()
})
