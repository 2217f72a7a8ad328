import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runStep } from '../../../../scripts/ab/version/step.ts'
import { VersionError } from '../../../../scripts/ab/version/version-error.ts'
import { eventually } from '../../../support/eventually.ts'
import { ProcessMark } from '../../../support/marked-processes.ts'
import { nodeScript } from '../../../support/plain-gateway-command.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const mark = new ProcessMark()

async function start(script: string, signal: AbortSignal = new AbortController().signal) {
  const folder = await temporaryFolder()
  const step = { what: 'head v2', name: 'npm run build', command: nodeScript(script), folder, signal }
  return { folder, ended: runStep({ ...step, temporary: join(folder, 'temporary') }) }
}

test('a command is run in its folder', async () => {
  const { folder, ended } = await start(`require('fs').writeFileSync('built', '')`)
  await ended
  await access(join(folder, 'built'))
  expect(await mark.pids()).toEqual([])
})

test('a command that fails is told with its last lines, which cannot do anything to a terminal', async () => {
  const { ended } = await start(`
    for (let line = 1; line <= 30; line++) console.log('line ' + line)
    console.error('\\x1b[31mTS2322\\x1b[0m in main.ts\\x07')
    process.exitCode = 2
  `)
  const error = await ended.catch((reason: unknown) => reason)
  if (!(error instanceof VersionError)) throw new Error('expected a VersionError', { cause: error })
  const [first, ...lines] = error.message.split('\n')
  expect(first).toBe('head v2: "npm run build" ended with exit code 2; its last lines:')
  expect(lines).toHaveLength(20)
  expect(lines).toContain('  line 30')
  expect(lines).toContain('  TS2322 in main.ts\uFFFD')
})

test('an interruption ends the command and all that it has started', async () => {
  const interruption = new AbortController()
  const child = `setInterval(() => {}, 1000) // the child`
  const { ended } = await start(
    `require('child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(child)}]); setInterval(() => {}, 1000)`,
    interruption.signal,
  )
  await eventually('the child', async () => ((await mark.pidsOf(/--eval setInterval/)).length > 0 ? true : undefined))
  interruption.abort(130)
  await expect(ended).rejects.toThrow('was killed by SIGKILL')
  expect(await eventually('their end', async () => ((await mark.pids()).length === 0 ? true : undefined))).toBe(true)
})

test('a command is not left running where it was interrupted before', async () => {
  const { ended } = await start(`setInterval(() => {}, 1000)`, AbortSignal.abort(130))
  await expect(ended).rejects.toThrow('was killed by SIGKILL')
})
