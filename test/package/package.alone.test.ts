import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../reports/report.ts'
import { folderSize } from './folder-size.ts'
import { installPackage, type InstalledPackage } from './installed-package.ts'
import { nodeProgram, nodeVersions } from './node-versions.ts'
import { runProgram, serveGateway, startServer, type ProgramEnd } from './program-process.ts'

const tooOld = '18.20.8'
const mebibyte = 1024 ** 2
const setupTimeoutMs = 240_000
const measureTimeoutMs = 300_000
/** A trial on a machine that has other things to do may be invalid: it is not the figures that are tested here. */
const smoke = ['--profile', 'smoke', '--repeats', '30']

let installed: InstalledPackage
const programs = new Map<string, string>()

beforeAll(async () => {
  installed = await installPackage()
  for (const version of nodeVersions) programs.set(version, await nodeProgram(version))
}, setupTimeoutMs)

afterAll(() => installed.remove())

/** The program on that version of Node, in the folder that it was installed into. */
function gatecrash(version: string, ...args: readonly string[]): Promise<ProgramEnd> {
  return runProgram([programs.get(version) ?? '', installed.program, ...args], installed.folder)
}

async function readReport(folder: string): Promise<Report> {
  return JSON.parse(await readFile(join(installed.folder, folder, 'report.json'), 'utf8')) as Report
}

describe('the package', () => {
  test('takes at most 60 MB', async () => {
    expect((await folderSize(join(installed.folder, 'node_modules'))) / mebibyte).toBeLessThanOrEqual(60)
  })

  test('is at most 150 packages, and none of those that are left to who wants them', async () => {
    const { stdout } = await promisify(execFile)('npm', ['ls', '--all', '--parseable'], { cwd: installed.folder })
    const names = stdout.trim().split('\n').slice(1)
    expect(names.length).toBeLessThanOrEqual(150)
    expect(names.filter((name) => /artillery|clinic|playwright|autocannon|typescript|@nestjs/.test(name))).toEqual([])
  })

  test('holds the licences of what is bundled', async () => {
    const folder = join(installed.folder, 'node_modules/gatecrash/dist/gateway')
    const licences = await readFile(join(folder, 'LICENSES.txt'), 'utf8')
    const versions = JSON.parse(await readFile(join(folder, 'versions.json'), 'utf8')) as Record<string, string>
    expect(Object.keys(versions)).toEqual(expect.arrayContaining(['@nestjs/core', 'express', 'rxjs']))
    for (const [name, version] of Object.entries(versions)) expect(licences).toContain(`${name} ${version} (`)
  })

  test('lets a configuration in TypeScript know its types', async () => {
    await writeFile(
      join(installed.folder, 'typed.config.ts'),
      `import { defineConfig, type Config } from 'gatecrash'
const config: Config = defineConfig({ targets: { own: { url: 'http://127.0.0.1:3000' } } })
// @ts-expect-error There is no such key.
defineConfig({ tragets: {} })
export default config
`,
    )
    const compilerOptions = { noEmit: true, strict: true, module: 'nodenext', target: 'es2024', types: [] }
    const project = join(installed.folder, 'tsconfig.json')
    await writeFile(project, JSON.stringify({ compilerOptions, files: ['typed.config.ts'] }))
    const { exitCode, out } = await runProgram(['npx', 'tsc', '--project', project], process.cwd())
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' })
  })

  test('says in one line that a Node is too old', async () => {
    const end = await runProgram([await nodeProgram(tooOld), installed.program, 'bench'], installed.folder)
    expect(end).toEqual({
      exitCode: 2,
      out: '',
      err: `gatecrash needs Node 22.18 or later; this is Node ${tooOld}. Install a newer one.\n`,
    })
  })
})

describe.each(nodeVersions)('the package on Node %s', (version) => {
  test('says which version it is', async () => {
    const { version: own } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
    expect(await gatecrash(version, '--version')).toEqual({ exitCode: 0, out: `${own}\n`, err: '' })
  })

  test.each(['init', 'bench', 'compare', 'ab', 'plan', 'merge', 'serve', 'token', 'completion'])(
    'helps with %s',
    async (command) => {
      const { exitCode, out, err } = await gatecrash(version, 'help', command)
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' })
      expect(out).toMatch(new RegExp(`^Usage: gatecrash ${command}\\b`))
      // "npm run build" is what a gateway may be prepared with.
      expect(out).not.toMatch(/npm run (?!build)/)
    },
  )

  test('names the command that a mistyped one most likely stands for', async () => {
    const { exitCode, err } = await gatecrash(version, 'comapre')
    expect({ exitCode, lines: err.trim().split('\n').length }).toEqual({ exitCode: 2, lines: 1 })
    expect(err).toContain('Did you mean compare?')
  })

  test('reads a configuration in TypeScript that imports the package', async () => {
    const config = `config-${version}.ts`
    await writeFile(
      join(installed.folder, config),
      `import { defineConfig } from 'gatecrash'
export default defineConfig({ targets: { own: { url: 'http://127.0.0.1:3000' } } })
`,
    )
    const planned = await gatecrash(version, 'bench', 'connect', '--config', config, '--dry-run')
    expect(planned, planned.err).toMatchObject({ exitCode: 0, err: '' })
    expect(planned.out).toContain('own')
  })

  test('signs a token', async () => {
    const { exitCode, out } = await gatecrash(version, 'token', '--user', 'ada')
    expect(exitCode).toBe(0)
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  })

  test(
    'measures a gateway that runs, twice, and compares the reports',
    async () => {
      const served = await serveGateway(
        [programs.get(version) ?? '', installed.program, 'serve', 'single'],
        installed.folder,
      )
      const [base, head] = [`report-${version}`, `report-${version}-again`]
      try {
        const startedAt = performance.now()
        for (const out of [base, head]) {
          const bench = ['bench', 'connect', ...smoke, '--url', served.url, '--out', out]
          const measured = await gatecrash(version, ...bench)
          expect(measured, measured.err).toMatchObject({ exitCode: 0 })
          if (out === head) continue
          const seconds = installed.installSeconds + (performance.now() - startedAt) / 1000
          console.log(`Node ${version}: ${seconds.toFixed(1)} s from "npm i" to the first report`)
        }
      } finally {
        expect(await served.stop()).toBe(130)
      }
      const report = await readReport(base)
      expect(report.environment.node).toBe(version)
      expect(report.results[0]?.trials.map(({ status }) => status)).toContain('completed')
      expect(existsSync(join(installed.folder, base, 'report.html'))).toBe(true)
      const compared = await gatecrash(version, 'compare', base, head)
      expect(compared, compared.err).toMatchObject({ exitCode: 0, err: '' })
      expect(compared.out).toContain('connect')
    },
    measureTimeoutMs,
  )

  test(
    'records the versions of what the reference gateway runs on',
    async () => {
      const out = `reference-${version}`
      const measured = await gatecrash(version, 'bench', 'connect', ...smoke, '--target', 'single', '--out', out)
      expect(measured, measured.err).toMatchObject({ exitCode: 0 })
      const { packages } = (await readReport(out)).environment
      const here = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
        packages: Record<string, { version?: string } | undefined>
      }
      for (const name of ['@nestjs/core', '@nestjs/platform-socket.io', 'socket.io', 'engine.io', '@redis/client']) {
        expect([name, packages[name]]).toEqual([name, here.packages[`node_modules/${name}`]?.version])
      }
      expect(Object.keys(packages)).toContain('ws')
    },
    measureTimeoutMs,
  )
})

test(
  'asks a chat server of Express what it is, measures it by the file that it wrote, and compares',
  async () => {
    const version = nodeVersions[0]
    const startedAt = performance.now()
    const server = await startServer('examples/express/server.js')
    const say = ['--join', '["join","{{room}}"]', '--joined', 'ack', '--send', '["message","{{room}}","{{text}}"]']
    try {
      const init = ['init', '--yes', '--url', server.url, ...say, '--acknowledges', '--format', 'ts']
      const asked = await gatecrash(version, ...init)
      expect(asked, asked.err).toMatchObject({ exitCode: 0 })
      const measured = await gatecrash(version, 'bench', ...smoke, '--out', 'report-express')
      expect(measured, measured.err).toMatchObject({ exitCode: 0 })
      const seconds = installed.installSeconds + (performance.now() - startedAt) / 1000
      console.log(`${seconds.toFixed(1)} s from "npm i" over init to the first report of all scenarios`)
      const again = await gatecrash(version, 'bench', 'fan-out', ...smoke, '--out', 'report-express-again')
      expect(again, again.err).toMatchObject({ exitCode: 0 })
    } finally {
      await server.stop()
      await rm(join(installed.folder, 'gatecrash.config.mts'), { force: true })
    }
    const { results } = await readReport('report-express')
    expect(results.map(({ scenario }) => scenario)).toEqual(expect.arrayContaining(['connect', 'fan-out', 'ack']))
    const compared = await gatecrash(version, 'compare', 'report-express', 'report-express-again')
    expect(compared, compared.err).toMatchObject({ exitCode: 0, err: '' })
  },
  measureTimeoutMs,
)

describe('an installed package without what is optional', () => {
  test('says what to install for the scenario http', async () => {
    const { exitCode, err } = await runProgram(
      [process.execPath, installed.program, 'bench', 'http', '--target', 'single', '--profile', 'smoke'],
      installed.folder,
    )
    expect(exitCode).toBe(2)
    expect(err).toContain('npm install --save-dev gatecrash autocannon@')
  })

  test('leaves nothing behind in the folder that it was not asked for', async () => {
    const ours = /^(report|reference|config)-|^gatecrash-.*\.tgz$|\.config\.ts$|^tsconfig\.json$/
    const left = (await readdir(installed.folder)).filter((name) => !ours.test(name))
    expect(left.toSorted()).toEqual(['node_modules', 'package-lock.json', 'package.json'])
  })
})
