import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { ProcessMark } from '../support/marked-processes.ts'

const mark = new ProcessMark()

const harness = fileURLToPath(new URL('../support/harness.ts', import.meta.url))

test.each(['single', 'redis', 'ipc'])('leaves nothing behind when we are killed: %s', async (kind) => {
  const child = spawn(process.execPath, [harness, kind], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  expect((await mark.pids()).length).toBeGreaterThan(1)
  expect((await mark.pidsOf(/(redis|valkey)-server /)).length).toBe(kind === 'redis' ? 1 : 0)
  child.kill('SIGKILL')
  await ended
  expect(await mark.gone()).toBe(true)
})
