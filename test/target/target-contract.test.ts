import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { clusterTarget } from '../../target/cluster.ts'
import { externalTarget } from '../../target/external.ts'
import { singleTarget } from '../../target/single.ts'
import type { RunningTarget, Target } from '../../target/target.ts'
import { connectUser } from '../support/chat-user.ts'
import { eventually } from '../support/eventually.ts'
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { testSecret } from '../support/sign-token.ts'

const mark = new ProcessMark()

interface Kind {
  readonly title: string
  readonly name: string
  readonly instances: number
  readonly make: (env: NodeJS.ProcessEnv, outside: GatewayProcess) => Target
}

const kinds: readonly Kind[] = [
  { title: 'single', name: 'single', instances: 1, make: (env) => singleTarget({ env }) },
  {
    title: 'cluster with Redis',
    name: 'cluster',
    instances: 2,
    make: (env) => clusterTarget({ env, adapter: 'redis' }),
  },
  {
    title: 'cluster with IPC',
    name: 'cluster',
    instances: 2,
    make: (env) => clusterTarget({ env, adapter: 'ipc' }),
  },
  {
    title: 'external',
    name: 'external',
    instances: 1,
    make: (_env, outside) => externalTarget({ urls: [outside.url] }),
  },
]

describe.each(kinds)('a target: $title', ({ name, instances, make }) => {
  let outside: GatewayProcess
  let target: Target
  let running: RunningTarget

  beforeAll(async () => {
    outside = await startGateway()
    target = make({ JWT_SECRET: testSecret }, outside)
    running = await target.start()
  })

  afterAll(async () => {
    await running.stop()
    await outside.stop()
  })

  test('has the name of its kind', () => {
    expect(target.name).toBe(name)
  })

  test('has a URL of its own for each instance', () => {
    expect(new Set(running.urls).size).toBe(instances)
  })

  test('answers HTTP at every URL', async () => {
    const answers = await Promise.all(running.urls.map((url) => fetch(`${url}/health`)))
    expect(answers.map(({ status }) => status)).toEqual(running.urls.map(() => 200))
  })

  test('carries a message from the first instance to a user of the last one', async () => {
    const sender = await connectUser(running.urls[0] ?? '', 'ada')
    const receiver = await connectUser(running.urls.at(-1) ?? '', 'grace')
    try {
      await Promise.all([sender, receiver].map((user) => user.ask('joinRoom', { room: 'contract' })))
      const received = receiver.collect('newMessage')
      await eventually('a message that arrives', async () => {
        await sender.ask('message', { room: 'contract', text: 'hello' })
        return received.length > 0 ? true : undefined
      })
      expect(received[0]).toMatchObject({ user: 'ada', text: 'hello' })
    } finally {
      sender.socket.disconnect()
      receiver.socket.disconnect()
    }
  })

  test('says what every instance uses', async () => {
    const { instances: readings } = await running.usage()
    expect(readings).toHaveLength(instances)
    for (const { cpuMs, rssBytes, heapUsedBytes } of readings) {
      expect(cpuMs).toBeGreaterThan(0)
      expect(rssBytes).toBeGreaterThan(heapUsedBytes ?? Number.POSITIVE_INFINITY)
    }
  })

  test('counts CPU time from the start, so that it never falls', async () => {
    const first = await running.usage()
    const second = await running.usage({ collect: true })
    second.instances.forEach(({ cpuMs }, index) => {
      expect(cpuMs).toBeGreaterThanOrEqual(first.instances[index]?.cpuMs ?? Number.POSITIVE_INFINITY)
    })
  })

  test('allows as many open files as the limit has room for', async () => {
    await expect(running.allowOpenFiles(64)).resolves.toBeUndefined()
  })

  test('stops without a process left over, twice if asked, and calls that no death', async () => {
    const again = make({ JWT_SECRET: testSecret }, outside)
    const other = await again.start()
    const deaths: unknown[] = []
    void other.died.then((death) => deaths.push(death))
    const before = await mark.pids()
    await Promise.all([other.stop(), running.stop()])
    await other.stop()
    expect(before.length > 0).toBe(name !== 'external')
    expect(await mark.pids()).toEqual([])
    expect(deaths).toEqual([])
  })
})
