import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

import { readConfig } from '../../../scripts/config/read-config.ts'
import { StringSink } from '../../support/text-sink.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const runner = fileURLToPath(new URL('../../../scripts/run.js', import.meta.url))
const [enter, down, interrupt, clearLine] = ['\r', '\u001b[B', '\u0003', '\u0015']

// Elsewhere `script` takes other options.
const atTerminal = test.runIf(process.platform === 'linux')

/** Runs init at a terminal of its own, which util-linux's `script` makes. */
function startAtTerminal(folder: string, args: readonly string[]) {
  const line = [process.execPath, runner, 'init', ...args].map((word) => `'${word}'`).join(' ')
  // A terminal without a person has no columns.
  const sized = `stty cols 100 rows 40; exec ${line}`
  const child = spawn('script', ['--quiet', '--return', '--command', sized, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'xterm', CI: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill())
  const screen = new StringSink()
  child.stdout.setEncoding('utf8').on('data', (text: string) => screen.write(stripVTControlCharacters(text)))
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    exited,
    /** Types once a question is on the screen. */
    async answer(question: string, keys: string): Promise<void> {
      await screen.until(question)
      child.stdin.write(keys)
    },
  }
}

atTerminal('is answered with keys', async () => {
  const folder = await temporaryFolder()
  const terminal = startAtTerminal(folder, ['--offline', '--format', 'yml'])
  await terminal.answer('Where does the gateway run?', enter)
  await terminal.answer('Which namespace', enter)
  await terminal.answer('Which events', down + enter)
  await terminal.answer('show who they are', enter)
  await terminal.answer('Which command', 'node main.js' + enter)
  expect(await terminal.exited).toBe(0)
  const { read } = await readConfig(folder, undefined)
  expect(read?.config).toMatchObject({ targets: { gateway: { start: 'node main.js' } }, dialect: 'get-started' })
})

atTerminal('asks again while an answer cannot be used', async () => {
  const folder = await temporaryFolder()
  const terminal = startAtTerminal(folder, [
    '--offline',
    '--format',
    'yml',
    '--dialect',
    'echo',
    '--start',
    'node a.js',
  ])
  await terminal.answer('Where does the gateway run?', clearLine + 'here' + enter)
  await terminal.answer('give an http or https URL', interrupt)
  expect(await terminal.exited).toBe(130)
})

atTerminal('writes nothing and ends with 130 on Ctrl-C', async () => {
  const folder = await temporaryFolder()
  const terminal = startAtTerminal(folder, ['--offline', '--format', 'yml'])
  await terminal.answer('Where does the gateway run?', enter)
  await terminal.answer('Which namespace', interrupt)
  expect(await terminal.exited).toBe(130)
  expect(existsSync(join(folder, 'gatecrash.config.yml'))).toBe(false)
})
