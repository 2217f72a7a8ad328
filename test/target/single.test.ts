import { expect, onTestFinished, test } from 'vitest'

import { Placement, readMachine } from '../../target/placement.ts'
import { singleTarget } from '../../target/single.ts'
import { TargetError } from '../../target/target-error.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { plainGateway } from '../support/plain-gateway-command.ts'
import { targetErrorOf } from '../support/rejection.ts'

const mark = new ProcessMark()

test('refuses an adapter that needs a cluster before anything is started', () => {
  expect(() => singleTarget({ adapter: 'ipc' })).toThrow(TargetError)
})

test('passes on what the gateway says about its options', async () => {
  const error = await targetErrorOf(singleTarget({ env: { PING_INTERVAL: 'often' } }).start())
  expect(error.code).toBe('configuration')
  expect(error.message).toContain('PING_INTERVAL="often"')
  expect(await mark.pids()).toEqual([])
})

test('stops the Redis that it spawned when the gateway does not start', async () => {
  const target = singleTarget({ adapter: 'redis', command: ['/nowhere/node'], env: { REDIS_URL: undefined } })
  expect((await targetErrorOf(target.start())).code).toBe('start-failed')
  expect(await mark.pids()).toEqual([])
})

test('says that an adapter needs a Redis where there is none', async () => {
  const target = singleTarget({ ...plainGateway, adapter: 'redis', env: { PATH: '', REDIS_URL: undefined } })
  const error = await targetErrorOf(target.start())
  expect(error.code).toBe('redis-unavailable')
  expect(error.message).toContain('npm run setup')
})

test('starts two independent gateways when it is started twice', async () => {
  const target = singleTarget(plainGateway)
  const [first, second] = await Promise.all([target.start(), target.start()])
  onTestFinished(async () => {
    await Promise.all([first.stop(), second.stop()])
  })
  expect(first.urls).not.toEqual(second.urls)
})

test('hands on the warnings of its placement', async () => {
  const placement = new Placement({ ...(await readMachine()), canPin: false, instances: 1, redis: false })
  const running = await singleTarget({ ...plainGateway, placement }).start()
  onTestFinished(() => running.stop())
  expect(running.warnings.map(({ code }) => code)).toEqual(['not-pinned'])
})
