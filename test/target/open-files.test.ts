import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { expect, onTestFinished, test } from 'vitest'

import { allowOpenFiles, readOpenFilesLimit } from '../../target/open-files.ts'
import { targetErrorOf } from '../support/rejection.ts'

/** A process with limits of its own. It prints once it has them. */
async function limited(soft: number, hard: number): Promise<number> {
  const child = spawn('sh', ['-c', `ulimit -S -n ${soft}; ulimit -H -n ${hard}; echo set; exec sleep 600`])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child.pid ?? -1
}

test('reads the limits of another process', async () => {
  expect(await readOpenFilesLimit(await limited(100, 200))).toEqual({ soft: 100, hard: 200 })
})

test('knows no limits of a process that is not there', async () => {
  expect(await readOpenFilesLimit(2 ** 30)).toBeUndefined()
})

test('raises the soft limit up to the hard one, and leaves that as it is', async () => {
  const pid = await limited(100, 200)
  await allowOpenFiles('instance 1', pid, 150)
  expect(await readOpenFilesLimit(pid)).toEqual({ soft: 150, hard: 200 })
})

test('does not lower a limit that is high enough', async () => {
  const pid = await limited(100, 200)
  await allowOpenFiles('instance 1', pid, 50)
  expect(await readOpenFilesLimit(pid)).toEqual({ soft: 100, hard: 200 })
})

test('refuses by naming the process, the need, the limit and the remedy', async () => {
  const pid = await limited(100, 200)
  // More than Linux lets any process have (fs.nr_open), so that privileges make no difference.
  const files = 2 ** 31
  const error = await targetErrorOf(allowOpenFiles('instance 1', pid, files))
  expect(error.code).toBe('open-files')
  expect(error.message).toContain(`instance 1 needs ${files} open files`)
  expect(error.message).toContain('its limit is 100 and may be raised to 200')
  expect(error.message).toContain(`ulimit -n ${files}`)
})
