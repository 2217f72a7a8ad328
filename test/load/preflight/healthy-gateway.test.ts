import { afterEach, expect, test } from 'vitest'
import { clientKinds } from '../../../load/client/client-kind.ts'
import { ChatServer, chatThat, type ChatServerOptions } from '../../support/chat-server.ts'
import { eventually } from '../../support/eventually.ts'
import { preflightOf } from '../../support/preflight-run.ts'

let server: ChatServer | undefined

afterEach(() => server?.stop())

async function start(options?: ChatServerOptions): Promise<ChatServer> {
  server = await ChatServer.start(options)
  return server
}

test.each(clientKinds)(
  'the %s client finds nothing over all transports, and leaves nothing connected',
  async (client) => {
    const { url, io } = await start()
    let connects = 0
    io.on('connection', () => connects++)
    await preflightOf([url], { client, transports: ['websocket', 'upgrade', 'polling'] })
    expect(connects).toBe(3)
    await eventually('all have gone', () => (io.engine.clientsCount === 0 ? true : undefined))
  },
)

test('a gateway that leaves the sender out is understood', async () => {
  const { url } = await start({ chat: chatThat(({ socket, room, text }) => socket.to(room).emit('said', text)) })
  await expect(preflightOf([url], { dialect: { senderReceives: false } })).resolves.toBeUndefined()
})

test('a gateway that only acknowledges is understood', async () => {
  const { url } = await start({ chat: chatThat(() => true) })
  await expect(preflightOf([url], { dialect: { relays: false, senderReceives: false } })).resolves.toBeUndefined()
})

test('a gateway whose rooms are open only after a while is given that while', async () => {
  let messages = 0
  const { url } = await start({
    chat: chatThat(({ io, room, text }) => (++messages > 2 ? io.to(room).emit('said', text) : true)),
  })
  await expect(preflightOf([url], { dialect: { joined: 'probe' } })).resolves.toBeUndefined()
})

test('no message is sent where the trial sends none', async () => {
  let messages = 0
  const { url } = await start({ chat: chatThat(() => ++messages) })
  await preflightOf([url], { payloadBytes: undefined })
  expect(messages).toBe(0)
})

test('an interrupted preflight ends and leaves nothing connected', async () => {
  const interruption = new AbortController()
  const { url, io } = await start({
    chat: (chat) => void chat.on('connection', (socket) => void socket.on('join', () => interruption.abort())),
  })
  await expect(preflightOf([url], { signal: interruption.signal })).rejects.toThrow('interrupted')
  await eventually('all have gone', () => (io.engine.clientsCount === 0 ? true : undefined))
})
