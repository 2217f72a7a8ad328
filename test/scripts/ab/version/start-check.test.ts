import { expect, test } from 'vitest'
import { checkStart } from '../../../../scripts/ab/version/start-check.ts'
import { VersionError } from '../../../../scripts/ab/version/version-error.ts'
import type { StartedGateway } from '../../../../scripts/bench/target-of.ts'
import { clusterTarget } from '../../../../target/cluster.ts'
import { singleTarget } from '../../../../target/single.ts'
import { TargetError } from '../../../../target/target-error.ts'
import { ProcessMark } from '../../../support/marked-processes.ts'
import { nodeScript, plainGateway } from '../../../support/plain-gateway-command.ts'

const mark = new ProcessMark()
const single = (gateway: StartedGateway) => singleTarget(gateway)

function versionOf(gateway: StartedGateway) {
  return { name: 'head v2', subject: { label: 'v2' }, gateway, root: new URL('file:///') }
}

test('a version that starts is stopped again', async () => {
  await checkStart(versionOf(plainGateway), single)
  expect(await mark.pids()).toEqual([])
})

test('a version that does not start is told with what it printed', async () => {
  const command = nodeScript(`console.log('reading options'); throw new Error('no database')`)
  const error = await checkStart(versionOf({ command }), single).catch((reason: unknown) => reason)
  if (!(error instanceof VersionError)) throw new Error('expected a VersionError', { cause: error })
  const [first, ...lines] = error.message.split('\n')
  expect(first).toBe(
    'head v2 does not start: instance 1 ended (exit code 1) before it listened on a port: Error: no database; its last lines:',
  )
  expect(lines).toContain('  reading options')
  expect(await mark.pids()).toEqual([])
})

test('options that fit no target are refused as such', async () => {
  const check = checkStart(versionOf(plainGateway), (gateway) => clusterTarget({ ...gateway, adapter: 'memory' }))
  await expect(check).rejects.toBeInstanceOf(TargetError)
})
