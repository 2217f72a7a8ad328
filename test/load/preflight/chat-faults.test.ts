import { afterEach, describe, expect, test } from 'vitest'
import { clientKinds } from '../../../load/client/client-kind.ts'
import type { DialectDefinition } from '../../../load/client/dialect-definition.ts'
import { ChatServer, chatThat, type ChatServerOptions, type Said } from '../../support/chat-server.ts'
import { findingOf } from '../../support/preflight-run.ts'

const servers: ChatServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

async function start(chat: ChatServerOptions['chat']): Promise<string> {
  const server = await ChatServer.start(chat && { chat })
  servers.push(server)
  return server.url
}

const toAll = ({ io, room, text }: Said): true => {
  io.to(room).emit('said', text)
  return true
}

describe.each(clientKinds)('what the %s client makes of a gateway that', (client) => {
  const find = async (say: (said: Said) => unknown, dialect: Partial<DialectDefinition> = {}) =>
    findingOf([await start(chatThat(say))], { client, dialect })

  test('never relays', async () => {
    expect(await find(() => true)).toMatchObject({
      stage: 'delivery',
      code: 'nobody',
      cause: expect.stringContaining('relays: false') as string,
    })
  })

  test('answers the sender alone', async () => {
    const finding = await find(({ socket, text }) => socket.emit('said', text))
    expect(finding).toMatchObject({
      stage: 'delivery',
      code: 'echo',
      cause: expect.stringContaining('relays: false') as string,
    })
  })

  test('leaves the sender out', async () => {
    const finding = await find(({ socket, room, text }) => socket.to(room).emit('said', text))
    expect(finding).toMatchObject({
      stage: 'delivery',
      code: 'sender-silent',
      cause: expect.stringContaining('senderReceives: false') as string,
    })
  })

  test('does not leave the sender out though the dialect says so', async () => {
    expect(await find(toAll, { senderReceives: false })).toMatchObject({
      stage: 'delivery',
      code: 'sender-hears',
      cause: expect.stringContaining('senderReceives: true') as string,
    })
  })

  test('relays though the dialect says it does not', async () => {
    expect(await find(toAll, { relays: false })).toMatchObject({
      stage: 'delivery',
      code: 'relays',
      cause: expect.stringContaining('relays: true') as string,
    })
  })

  test('relays twice', async () => {
    expect(await find((said) => toAll(said) && toAll(said))).toMatchObject({
      stage: 'delivery',
      code: 'twice',
      seen: 'every user received one message of "say" 2 times',
      cause: expect.stringContaining('more than once') as string,
    })
  })

  test('relays twice, but to some', async () => {
    const say = (said: Said): unknown => toAll(said) && said.socket.to(said.room).emit('said', said.text)
    expect(await find(say)).toMatchObject({ code: 'twice', seen: 'user 1 received one message of "say" 2 times' })
  })

  test('never acknowledges', async () => {
    const say = (said: Said): undefined => void toAll(said)
    expect(await find(say)).toMatchObject({
      stage: 'acknowledgement',
      code: 'no-ack',
      cause: expect.stringContaining('acknowledges: false') as string,
    })
  })

  test('changes the text', async () => {
    expect(await find(({ io, room, text }) => io.to(room).emit('said', text.toUpperCase()))).toMatchObject({
      stage: 'delivery',
      code: 'changed',
      seen: expect.stringMatching(/but user \d got "said" with \["GC/) as string,
      cause: expect.stringContaining('changes the text') as string,
    })
  })

  test('answers with an exception, as NestJS does', async () => {
    const exception = { status: 'error', message: 'Forbidden resource' }
    expect(await find(({ socket }) => void socket.emit('exception', exception))).toMatchObject({
      stage: 'delivery',
      seen: expect.stringContaining('Forbidden resource') as string,
      cause: expect.stringContaining('guard') as string,
    })
  })

  test('refuses the message', async () => {
    expect(await find(() => ({ error: 'muted' }))).toMatchObject({
      stage: 'send',
      code: 'refused',
      seen: 'the gateway refused "say": muted',
    })
  })

  test('cuts the connection when it gets the message', async () => {
    expect(await find(({ socket }) => void socket.disconnect(true))).toMatchObject({
      stage: 'send',
      code: 'disconnected',
    })
  })

  test('does not acknowledge the join', async () => {
    const finding = await findingOf([await start(() => undefined)], { client })
    expect(finding).toMatchObject({
      stage: 'join',
      code: 'no-ack',
      seen: '"join" was not acknowledged',
      cause: expect.stringContaining("joined: 'probe'") as string,
    })
  })

  test('refuses the join', async () => {
    const url = await start((io) => {
      io.on('connection', (socket) => {
        socket.on('join', (_room: string, acknowledge: (answer: unknown) => void) => {
          acknowledge({ error: { message: 'no such room' } })
        })
      })
    })
    expect(await findingOf([url], { client })).toMatchObject({
      stage: 'join',
      code: 'refused',
      seen: 'the gateway refused "join": no such room',
    })
  })

  test('does not send the event that confirms the join', async () => {
    const finding = await findingOf([await start(() => undefined)], {
      client,
      dialect: { joined: { event: 'joined' } },
    })
    expect(finding).toMatchObject({ stage: 'join', code: 'no-event', seen: 'no "joined" came after "join"' })
  })
})

test('instances that no adapter connects are named', async () => {
  const urls = [await start(undefined), await start(undefined)]
  expect(await findingOf(urls)).toMatchObject({
    stage: 'delivery',
    code: 'other-instances',
    seen: `what was sent on ${urls[0]} was received there, and not on ${urls[1]}`,
    cause: expect.stringContaining('adapter') as string,
  })
})

test('a login that fails is told in its words', async () => {
  const login = (): Promise<never> => Promise.reject(new Error('HTTP 401'))
  expect(await findingOf([await start(undefined)], { dialect: { login } })).toMatchObject({
    stage: 'login',
    seen: expect.stringContaining('HTTP 401') as string,
    cause: expect.stringContaining('login in the configuration') as string,
  })
})
