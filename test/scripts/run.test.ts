import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

const runner = fileURLToPath(new URL('../../scripts/run.js', import.meta.url))

function run(args: readonly string[], nodeArgs: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeArgs, runner, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('passes the arguments on, and the exit code back', () => {
  expect(run(['token', '--user', 'ada'])).toMatchObject({ status: 0, stderr: '' })
  expect(run(['token', '--usr', 'ada']).status).toBe(2)
})

test('names the nearest command', () => {
  const { status, stderr } = run(['tokn'])
  expect(status).toBe(2)
  expect(stderr).toContain('Did you mean token?')
})

test('lists the commands where none is near, or none is given', () => {
  expect(run(['frobnicate']).stderr).toContain('serve')
  expect(run([])).toMatchObject({ status: 2 })
})

test('says which Node is needed where this one runs no TypeScript', () => {
  const { status, stdout, stderr } = run(['token', '--user', 'ada'], ['--no-experimental-strip-types'])
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^gatecrash needs Node 22\.18 or later.*npm run setup.*\n$/)
})
