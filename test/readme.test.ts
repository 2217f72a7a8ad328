import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseAbOptions } from '../scripts/ab/options.ts'
import { parseBenchOptions } from '../scripts/bench/options.ts'
import { parseBenchPlanOptions } from '../scripts/bench-plan/options.ts'
import { parseCalibrateOptions } from '../scripts/calibrate/options.ts'
import { parseCompareOptions } from '../scripts/compare/options.ts'
import { loadConfig } from '../scripts/config/load-config.ts'
import { parseInitOptions } from '../scripts/init/options.ts'
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

/** Every command of a page's blocks in that language, `&&` taken apart. */
const commandsIn = (language: 'sh' | 'bash', page: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
    .flatMap(([, block = '']) =>
      block
        .trim()
        .replaceAll(/ *\\\n */g, ' ')
        .split('\n'),
    )
    .flatMap((line) => line.replace(/ +#.*$/, '').split(' && '))

/** What is run in a checkout. */
const commandsOf = (page: string): string[] => commandsIn('sh', page)

/** What is run where the package is installed, as it would be said in a checkout. */
const installedCommandsOf = (page: string): string[] =>
  commandsIn('bash', page).flatMap((line) => {
    const [, command, rest = ''] = /^(?:[A-Z_]+=\S+ )*npx gatecrash (\S+)(.*)$/.exec(line) ?? []
    return command === undefined ? [] : [`npm run ${command} --${rest}`]
  })

const commands = commandsOf(readme)
const docs = ['capacity', 'configuration', 'distributed', 'http', 'profiling', 'your-gateway']
const examples = ['express', 'nestjs-fastify', 'nginx-sticky', 'python']
const pages = docs.map((name) => `docs/${name}.md`)
const texts = await Promise.all(pages.map((page) => readFile(new URL(page, root), 'utf8')))
const parsers = {
  'npm run bench -- calibrate': parseCalibrateOptions,
  'npm run bench -- scale': parseScaleOptions,
  'npm run bench --': parseBenchOptions,
  'npm run bench:plan': parseBenchPlanOptions,
  'npm run compare --': parseCompareOptions,
  'npm run init --': parseInitOptions,
  'npm run plan --': parsePlanOptions,
  'npm run ab --': parseAbOptions,
  'npm run merge --': parseMergeOptions,
  'npm run profile --': parseProfileOptions,
}
/** Those whose command lines can be read without running them; a study is not a list of scenarios. */
const readable = [
  ...new Set([...commands, ...texts.flatMap(commandsOf), ...[readme, ...texts].flatMap(installedCommandsOf)]),
].flatMap((command) => {
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

describe('every command of an example can be followed in its folder', () => {
  test.each(examples)('%s', async (name) => {
    const folder = fileURLToPath(new URL(`examples/${name}/`, root))
    const { config, problems } = await loadConfig({ folder, named: undefined, env: {} })
    expect(problems).toBeUndefined()
    const page = await readFile(join(folder, 'README.md'), 'utf8')
    const found = installedCommandsOf(page)
    expect(found.length).toBeGreaterThan(0)
    for (const command of found) expect(parseBenchOptions(argumentsOf(command), config)).not.toHaveProperty('problems')
  })
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
  for (const path of linked) await expect(stat(new URL(path, root))).resolves.toBeDefined()
})
