import { expect, test } from 'vitest'
import type { ChatClient } from '../../../load/client/chat-client.ts'
import { ClientError } from '../../../load/client/client-error.ts'
import { compileDialect } from '../../../load/client/compile-dialect.ts'
import { echoDialect } from '../../../load/client/dialects/echo.ts'
import { Layout } from '../../../load/layout.ts'
import { runIdOf } from '../../../load/stamp.ts'
import { onlyOver } from '../../../load/transport-shares.ts'
import { AckProbe } from '../../../load/worker/ack-probe.ts'
import { VirtualUser } from '../../../load/worker/virtual-user.ts'

const layout = new Layout({
  rooms: [{ rooms: 1, members: 6, weight: 1 }],
  transports: onlyOver('websocket'),
  sendersPerRoom: 1,
  instances: 2,
  workers: 1,
})

/** Users of two instances whose clients answer so; `asked` is filled with who has asked. */
function probing(answer: (user: number) => Promise<unknown>, definition = echoDialect()) {
  const asked: number[] = []
  const users = Array.from({ length: layout.users }, (_, index) => {
    const user = new VirtualUser(index, 'room')
    user.client = {
      emitWithAck: () => {
        asked.push(index)
        return answer(index)
      },
    } as unknown as ChatClient
    return user
  })
  return { asked, probe: new AckProbe({ layout, dialect: compileDialect(definition), runId: runIdOf(1), users }) }
}

test('one user of each instance asks once, and is answered', async () => {
  const { asked, probe } = probing(() => Promise.resolve('ok'))
  await probe.run()
  expect(asked.map((user) => layout.instanceOf(user))).toEqual([0, 1])
  expect(probe.state()).toEqual({ missing: 0, example: undefined })
})

test('a refusal is told in the words of the gateway', async () => {
  const { probe } = probing((user) => Promise.resolve(user === 1 ? { error: 'not today' } : 'ok'))
  await probe.run()
  expect(probe.state()).toEqual({ missing: 1, example: 'user 1 on instance 2: not today' })
})

test('an answer that does not come in time is told', async () => {
  const { probe } = probing(() =>
    Promise.reject(new ClientError('ack-timeout', 'open', 'no acknowledgement within 1 s')),
  )
  await probe.run()
  expect(probe.state()).toEqual({ missing: 2, example: 'user 0 on instance 1: no acknowledgement within 1 s' })
})

test('who still waits is told before it is known', () => {
  const { probe } = probing(() => new Promise(() => undefined))
  void probe.run()
  expect(probe.state()).toEqual({ missing: 2, example: 'user 0 on instance 1: no answer has come' })
  probe.stop()
})

test('nobody asks a gateway that does not acknowledge', async () => {
  const { asked, probe } = probing(() => Promise.resolve('ok'), { ...echoDialect(), acknowledges: false })
  await probe.run()
  expect(asked).toEqual([])
  expect(probe.state().missing).toBe(0)
})
