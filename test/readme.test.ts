import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parseAbOptions } from '../scripts/ab/options.ts'
import { parseBenchOptions } from '../scripts/bench/options.ts'
import { parseCompareOptions } from '../scripts/compare/options.ts'
import { startCommand } from './support/command-process.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const root = new URL('../', import.meta.url)
const readme = await readFile(new URL('README.md', root), 'utf8')
const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>
}

/** Every command of the README's `sh` blocks, `&&` taken apart. */
const commands = [...readme.matchAll(/^```sh\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .flatMap((line) => line.split(' && '))

const compareCommands = commands.filter((command) => command.startsWith('npm run compare -- '))
const benchCommands = commands.filter((command) => command.startsWith('npm run bench -- '))

/** The words of a command, as a shell would see them; quotes are the only shell syntax the README uses. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

const argumentsOf = (command: string): string[] => wordsOf(command).slice(wordsOf(command).indexOf('--') + 1)

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
      .filter(([parameter]) => Object.hasOwn(parameters, parameter))
      .flatMap(([parameter, value]) => ['--set', `${name}.${parameter}=${value}`]),
  )
  return ['--profile', 'smoke', '--trials', '1', ...settings]
}

test('every command is an npm script of this project', () => {
  const names = commands.map((command) => /^npm (?:run )?([\w:]+)/.exec(command)?.[1] ?? command)
  expect(names.length).toBeGreaterThan(10)
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(names))
})

describe('every bench command can be followed', () => {
  test.each(benchCommands)('%s', (command) => {
    expect(parseBenchOptions(argumentsOf(command))).not.toHaveProperty('problems')
  })
})

describe('every compare command can be followed', () => {
  test.each(compareCommands)('%s', (command) => {
    expect(parseCompareOptions(argumentsOf(command))).not.toHaveProperty('problems')
  })
})

describe('every bench command that starts its target runs, made shorter', () => {
  test.each(benchCommands.filter((command) => !command.includes('--url')))('%s', async (command) => {
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
  })
})

test('every flag and metric that is named exists', () => {
  const flags = [...readme.matchAll(/`(--[a-z-]+)/g)].map(([, flag]) => flag ?? '')
  const helps = [parseBenchOptions, parseCompareOptions, parseAbOptions].map((parse) => parse(['--help']))
  const text = helps.map((help) => (help.kind === 'show' ? help.text : '')).join('\n')
  expect(flags.length).toBeGreaterThan(5)
  for (const flag of flags) expect(text).toContain(flag)
})

test('every file and folder that is linked or mapped exists', async () => {
  const linked = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path ?? '')
  for (const path of linked) await expect(readFile(new URL(path, root))).resolves.toBeDefined()
})
