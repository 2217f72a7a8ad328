import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseBenchOptions, type BenchOptions } from '../../../scripts/bench/options.ts'
import type { ExternalTarget, StartedTarget } from '../../../scripts/bench/own-target.ts'
import { noConfig, type LoadedConfig } from '../../../scripts/config/loaded-config.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { testCertificate } from '../../support/test-certificate.ts'

const url = 'http://127.0.0.1:3000'
const other = 'http://127.0.0.1:3001'

function optionsOf(args: readonly string[], config: Partial<LoadedConfig> = {}, folder?: string): BenchOptions {
  const parsed = parseBenchOptions(args, { ...noConfig, ...config }, folder)
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  return parsed.options
}

function problemsOf(args: readonly string[], config: Partial<LoadedConfig> = {}): readonly string[] {
  const parsed = parseBenchOptions(args, { ...noConfig, ...config })
  return parsed.kind === 'wrong' ? parsed.problems : []
}

function external(name: string): ExternalTarget {
  return { kind: 'external', name, urls: [url], metricsUrls: [], tls: undefined }
}

function started(name: string, urls: readonly string[] = []): StartedTarget {
  const common = { urls, metricsUrls: [], tls: undefined, cwd: undefined, env: {}, ready: {} }
  return { kind: 'started', name, command: ['node', 'main.js'], instances: 1, ...common }
}

const file = 'gatecrash.config.yml'
const targets = [external('staging'), started('local')]
const own: LoadedConfig['dialect'] = { definition: { name: 'mine', send: ['say', '{{text}}'] }, module: undefined }
const namesOf = ({ targets: chosen }: BenchOptions): string[] =>
  chosen.map((target) => (typeof target === 'string' ? target : target.name))

describe('the targets', () => {
  test('of a configuration are all measured', () => {
    expect(namesOf(optionsOf([], { targets }))).toEqual(['staging', 'local'])
  })

  test('can be chosen by name, the reference gateway among them', () => {
    expect(namesOf(optionsOf(['--target', 'local,single'], { targets }))).toEqual(['local', 'single'])
  })

  test('of a configuration give way to the one that flags describe', () => {
    expect(namesOf(optionsOf(['--url', url], { targets }))).toEqual(['external'])
    expect(namesOf(optionsOf(['--start', 'node main.js'], { targets }))).toEqual(['started'])
  })

  test('that are started have a command without a shell, and as many instances as URLs', async () => {
    const folder = await temporaryFolder()
    const args = ['--start', 'node "a b.js"', '--url', url, '--url', other, '--ready', 'listening']
    expect(optionsOf(args, {}, folder).targets).toEqual([
      {
        ...{ kind: 'started', name: 'started', urls: [url, other], metricsUrls: [], tls: undefined },
        ...{ command: ['node', 'a b.js'], cwd: folder, env: {}, instances: 2, ready: { output: 'listening' } },
      },
    ])
  })

  test('that are started have one instance, or as many as are asked for', () => {
    const start = ['--start', 'node main.js']
    expect(optionsOf(start).targets).toMatchObject([{ instances: 1 }])
    expect(optionsOf([...start, '--instances', '3']).targets).toMatchObject([{ instances: 3 }])
    expect(optionsOf(['--instances', '3'], { targets: [started('local')] }).targets).toMatchObject([{ instances: 3 }])
  })

  test('trust what flags say', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'own.pem'), testCertificate.cert)
    const secure = ['--url', 'https://127.0.0.1:3000']
    const trustOf = (...args: string[]): unknown => optionsOf([...secure, ...args], {}, folder).targets
    expect(trustOf('--insecure')).toMatchObject([{ tls: { rejectUnauthorized: false } }])
    expect(trustOf('--ca', 'own.pem')).toMatchObject([{ tls: { ca: testCertificate.cert } }])
  })
})

describe('the dialect', () => {
  test("is the reference gateway's where none is named", () => {
    expect(optionsOf(['--url', url]).dialect).toBeUndefined()
  })

  test('is that of the configuration, unless a flag names one that ships', () => {
    const config = { targets, dialect: own }
    expect(optionsOf([], config).dialect).toMatchObject({ name: 'mine', traits: { rooms: false } })
    expect(optionsOf(['--dialect', 'tutorial'], config).dialect).toMatchObject({
      name: 'tutorial',
      traits: { rooms: true },
    })
  })

  test('is changed by flags', () => {
    const changes = ['--namespace', '/x', '--path', '/ws', '--parser', 'msgpack', '--header', 'X-Tenant: acme: 1']
    const { dialect } = optionsOf(['--url', url, ...changes, '--auth', '{"token":"x"}'])
    expect(dialect?.spec.definition).toMatchObject({
      ...{ name: 'reference', namespace: '/x', path: '/ws/', parser: 'msgpack' },
      ...{ headers: { 'x-tenant': 'acme: 1' }, auth: { token: 'x' } },
    })
  })

  test('sends data to workers, and leaves its functions to the module that has them', () => {
    const send = (): [string] => ['say']
    const dialect = {
      definition: { path: '/ws/', send, join: () => ['join'] as const },
      module: '/a/gatecrash.config.ts',
    }
    const choice = optionsOf(['fan-out', '--namespace', '/x'], { targets, dialect }).dialect
    expect(choice).toMatchObject({ traits: { rooms: true } })
    expect(choice?.spec).toEqual({ definition: { path: '/ws/', namespace: '/x' }, module: '/a/gatecrash.config.ts' })
  })
})

describe('the scenarios', () => {
  const scenarios = ['fan-out', 'connect']
  const settings = { 'fan-out': { members: 77, rate: 5 } }

  test('are those of the configuration, with its parameters, unless some are named', () => {
    const config = { scenarios, settings }
    expect(optionsOf([], config).scenarios.map(({ name }) => name)).toEqual(scenarios)
    expect(optionsOf(['ack'], config).scenarios.map(({ name }) => name)).toEqual(['ack'])
    const [fanOut] = optionsOf(['fan-out'], config).values.values()
    expect(fanOut?.all).toMatchObject({ members: 77, rate: 5 })
  })

  test('have their parameters changed by --set', () => {
    const [fanOut] = optionsOf(['fan-out', '--set', 'members=88'], { scenarios, settings }).values.values()
    expect(fanOut?.all).toMatchObject({ members: 88, rate: 5 })
  })

  test('are the usual ones that fit, and it is told which are left out', () => {
    const { scenarios: run, notes } = optionsOf(['--url', url, '--dialect', 'get-started'])
    expect(run.map(({ name }) => name)).toEqual(['connect', 'fan-out', 'transport'])
    expect(notes).toEqual([expect.stringMatching(/^ack is left out: .*"get-started"/)])
  })

  test('that are named have to fit', () => {
    expect(problemsOf(['fan-out', '--url', url, '--dialect', 'echo'])).toEqual([
      expect.stringMatching(/fan-out .*"echo" relays nothing/),
    ])
  })

  test('of the configuration are searched where none is named', () => {
    const { saturate } = optionsOf(['--saturate', '--url', url], { scenarios: ['fan-out'] })
    expect([...(saturate?.axes.keys() ?? [])].map(({ name }) => name)).toEqual(['fan-out'])
  })
})

test('profile, trials and transports of a configuration hold unless flags say otherwise', () => {
  const config: Partial<LoadedConfig> = { profile: 'smoke', trials: 5, transports: ['polling'] }
  expect(optionsOf([], config)).toMatchObject({ profile: 'smoke', trials: 5, transports: ['polling'] })
  const flags = ['--profile', 'full', '--trials', '2', '--transport', 'upgrade']
  expect(optionsOf(flags, config)).toMatchObject({ profile: 'full', trials: 2, transports: ['upgrade'] })
})

test('objectives of flags are added, and take the place of those about the same', () => {
  const slos = ['delivery.p99<250', 'ack.p99<100', 'connect:connect.p99<50']
  const texts = optionsOf(['fan-out', '--slo', 'delivery.p99<300', '--slo', 'delivery.p50<10'], { slos }).slos
  expect(texts.map(({ text }) => text)).toEqual(['ack.p99<100', 'delivery.p99<300', 'delivery.p50<10'])
})

test('hosts of both are allowed, and caps of flags win', () => {
  const config = { allowHosts: ['a.example'], caps: { users: 10_000, rate: 500 } }
  const args = ['--allow-host', 'b.example', '--max-users', '20000', '--max-duration', '600', '--dry-run']
  expect(optionsOf(args, config)).toMatchObject({
    ...{ allowHosts: ['a.example', 'b.example'], dryRun: true },
    caps: { users: 20_000, rate: 500, seconds: 600 },
  })
})

test('a host that nobody has allowed is refused', () => {
  expect(problemsOf(['fan-out', '--url', 'http://chat.example.com'])).toEqual([
    expect.stringContaining('--allow-host chat.example.com'),
  ])
})

describe('what cannot be measured is refused in one line', () => {
  test.each<[readonly string[], RegExp, Partial<LoadedConfig>?]>([
    [['--url', `${url}/chat`], /^--url http:.*\/chat: this is more than a base URL: give http:\/\/127\.0\.0\.1:3000/],
    [['--url', 'http://u:hunter2@127.0.0.1'], /^--url: a URL with a user or password would be seen/],
    [['--url', 'ws://127.0.0.1'], /^--url ws:\/\/127\.0\.0\.1: this is no http or https URL/],
    [['--start', 'node "a'], /^--start: the quote " is not closed\.$/],
    [['--start', ' '], /^--start: the command is empty\.$/],
    [['--insecure'], /^--insecure is about a gateway of yours: add --url or --start\.$/],
    [['--url', url, '--insecure'], /^--insecure: this is about certificates, and no URL of the target is https/],
    [['--url', url, '--ready', 'x'], /^--ready is about a gateway that is started: add --start\.$/],
    [['--url', 'https://127.0.0.1', '--ca', 'absent.pem'], /^--ca: there is no file absent\.pem\.$/],
    [['--url', url, '--instances', '2'], /^--instances 2: a gateway that runs already has as many as there are URLs/],
    [['--url', url, '--adapter', 'redis'], /^--adapter redis: this is about the cluster of the reference gateway/],
    [['--target', 'started'], /^--target started and --start "node dist\/main\.js" go together/],
    [['--target', 'single', '--url', url], /^--target external and --url .* go together/],
    [['--target', 'lokal'], /^--target lokal: there is none of that name; did you mean "local"\?$/, { targets }],
    [
      ['--dialect', 'tutorial'],
      /^a target is missing, since .* does not speak the dialect "tutorial": give --url .* or --start/,
    ],
    [[], /^a target is missing.*"mine".*, or targets in gatecrash\.config\.yml\.$/, { dialect: own, file }],
    [['--parser', 'msgpack'], /^a target is missing, since .* the dialect "reference" as it was changed/],
    [['--target', 'single', '--dialect', 'tutorial'], /^--target single: the reference gateway speaks its own dialect/],
    [['--url', url, '--auth', '{token:1}'], /^--auth: this is no JSON; give an object in quotes/],
    [['--url', url, '--auth', '["hunter2"]'], /^--auth: give an object/],
    [
      ['--url', url, '--auth', '{"token":"{{jtw}}"}'],
      /^--auth: {{jtw}} stands for nothing here; did you mean {{jwt}}\?/,
    ],
    [['--url', url, '--dialect', 'tutorial', '--auth', '{"token":"{{jwt}}"}'], /^--auth: {{jwt}} needs a secret/],
    [['--url', url, '--header', 'hunter2'], /^--header: write a name, a colon and a value/],
    [['--url', url, '--namespace', 'chat'], /^--namespace chat: a namespace begins with a slash/],
    [['--url', url, '--path', 'ws'], /^--path ws: a path begins with a slash/],
  ])('%j', (args, problem, config) => {
    const problems = problemsOf(args, config)
    expect(problems).toEqual([expect.stringMatching(problem)])
    expect(problems.join()).not.toContain('hunter2')
  })
})

test('all problems are told at once', () => {
  const args = [
    'fan-uot',
    '--url',
    'x',
    '--auth',
    '[',
    '--header',
    'y',
    '--namespace',
    'z',
    '--slo',
    'a',
    '--path',
    'b',
  ]
  expect(problemsOf(args)).toHaveLength(7)
})
