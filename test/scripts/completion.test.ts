import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

import { commandNames, commandOf } from '../../scripts/cli/program/commands.ts'
import { completion } from '../../scripts/completion.ts'
import { scenarios } from '../../scenarios/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { StringSink } from '../support/text-sink.ts'

const run = promisify(execFile)

async function print(args: readonly string[]) {
  const [out, err] = [new StringSink(), new StringSink()]
  return { code: await completion(args, out, err), out: out.text, err: err.text }
}

/** What a real bash offers after these words, the last of which is being typed. */
async function offered(words: readonly string[], folder?: string): Promise<string[]> {
  const cwd = folder ?? (await temporaryFolder())
  const { out } = await print(['bash'])
  const program = `${out}
COMP_WORDS=(gatecrash "$@") COMP_CWORD=$#
_gatecrash
printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = await run('bash', ['--norc', '-c', program, 'bash', ...words], { cwd })
  return stdout.split('\n').filter((line) => line !== '')
}

test('bash completes commands', async () => {
  expect(await offered(['co'])).toEqual(['compare', 'completion'])
})

test('bash offers every command, and what there is besides', async () => {
  expect(await offered([''])).toEqual([...commandNames, 'help', '--help', '--version'])
})

test('bash completes flags of the command', async () => {
  expect(await offered(['bench', '--pro'])).toEqual(['--profile'])
  expect(await offered(['token', '--pro'])).toEqual([])
})

test.each(commandNames)('bash offers every flag of %s', async (name) => {
  const options = (await commandOf(name)).options.filter(({ hidden }) => !hidden)
  const names = options.flatMap(({ short, long }) => [short, long]).filter((each) => each !== undefined)
  expect(await offered([name, '-'])).toEqual(expect.arrayContaining([...names, '--help']))
})

test.each([
  [
    ['bench', '--profile', 's'],
    ['smoke', 'standard'],
  ],
  [
    ['bench', '--client', ''],
    ['lean', 'socket.io'],
  ],
  [['bench', '--transport', 'w'], ['websocket']],
  [['bench', '--profile', '=', 'f'], ['full']],
  [
    ['bench', '--profile', '='],
    ['smoke', 'standard', 'full'],
  ],
  [['serve', 's'], ['single']],
  [['init', '--dialect', 'get'], ['get-started']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['help', 'be'], ['bench']],
  [['bench', '--url', ''], []],
  [['nothing', ''], []],
])('bash completes %j', async (words, expected) => {
  expect(await offered(words)).toEqual(expected)
})

test('bash offers scenarios and studies to bench', async () => {
  expect(await offered(['bench', ''])).toEqual([...scenarios.map(({ name }) => name), 'calibrate', 'scale'])
})

test('bash offers files where files are taken, with blanks in their names', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'my report.json'), '')
  expect(await offered(['compare', 'my'], folder)).toEqual(['my report.json'])
  expect(await offered(['bench', '--config', 'my'], folder)).toEqual(['my report.json'])
})

test('tells how to install it', async () => {
  const { code, out } = await print(['--help'])
  expect(code).toBe(0)
  expect(out).toContain('source <(gatecrash completion bash)')
})

test.each([
  { args: [], says: "missing required argument 'shell'" },
  { args: ['tcsh'], says: 'bash, zsh, fish' },
])('refuses $args in one line', async ({ args, says }) => {
  const { code, out, err } = await print(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(says)
  expect(err.trimEnd()).not.toContain('\n')
})
