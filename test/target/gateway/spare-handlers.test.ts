import 'reflect-metadata'
import { expect, test } from 'vitest'
import { spareHandlersGateway } from '../../../target/gateway/chat/spare-handlers.gateway.ts'
import { connectUser } from '../../support/chat-user.ts'
import { startGateway } from '../../support/gateway-process.ts'

test('a gateway of spare handlers listens for as many events as it is told', () => {
  const { prototype } = spareHandlersGateway(3) as { prototype: Record<string, object> }
  const events = Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor')
    .map((name) => Reflect.getMetadata('message', prototype[name] as object) as unknown)
  expect(events).toEqual(['spare1', 'spare2', 'spare3'])
})

test('a gateway with spare handlers serves its users as before', async () => {
  const gateway = await startGateway({ CHAT_SPARE_HANDLERS: '20' })
  const ann = await connectUser(gateway.url, 'ann')
  expect(await ann.ask('joinRoom', { room: 'spare' })).toMatchObject({ room: 'spare', members: 1 })
  ann.socket.disconnect()
  await gateway.stop()
})
