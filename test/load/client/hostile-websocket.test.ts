import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatClientOptions } from '../../../load/client/chat-client.ts'
import type { ClientErrorCode, ConnectionStage } from '../../../load/client/client-error.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { HostilePeer, openPacket } from '../../support/hostile-peer.ts'
import { HostileServer, type Script } from '../../support/hostile-server.ts'
import { closeFrame, serverFrame } from '../../support/server-frame.ts'
import { clientErrorOf, closeOf, TestClients } from '../../support/test-clients.ts'

type Outcome = readonly [code: ClientErrorCode, stage: ConnectionStage]

interface HostileCase {
  readonly name: string
  readonly script: Script
  readonly outcome: Outcome
  /** What the official client makes of it where that differs; `untold` where it cannot be asked, and `why`. */
  readonly official?: Outcome | 'untold'
  readonly why?: string
  readonly options?: Partial<ChatClientOptions>
  /** Part of the message, as the lean client tells it. */
  readonly says?: string
}

const impatient = { connectTimeoutMs: 300 }
const answer = (text: string): Script => {
  return async (peer) => {
    await peer.upgradeKey()
    peer.write(text)
  }
}
const afterConnect = (act: (peer: HostilePeer) => void): Script => {
  return async (peer) => {
    await peer.connect()
    // The client answers nothing to its CONNECT: it asks for the next act by an event.
    await peer.message()
    act(peer)
  }
}

const whileConnecting: readonly HostileCase[] = [
  { name: 'says nothing', script: () => undefined, outcome: ['timeout', 'handshake'], options: impatient },
  {
    name: 'accepts the websocket and says nothing',
    script: (peer) => peer.accept(),
    outcome: ['timeout', 'handshake'],
    options: impatient,
  },
  {
    name: 'leaves CONNECT without an answer',
    script: async (peer) => {
      await peer.accept()
      peer.frame(openPacket())
    },
    outcome: ['timeout', 'namespace'],
    options: impatient,
  },
  {
    name: 'answers 400 with an Engine.IO error',
    script: answer('HTTP/1.1 400 Bad Request\r\nContent-Length: 41\r\n\r\n{"code":1,"message":"Session ID unknown"}'),
    outcome: ['http-status', 'handshake'],
    says: 'HTTP 400 Bad Request: Session ID unknown (Engine.IO code 1)',
  },
  {
    name: 'answers 403 in chunks',
    script: answer('HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nnot\r\n5\r\n here\r\n0\r\n\r\n'),
    outcome: ['http-status', 'handshake'],
    says: 'HTTP 403 Forbidden: not here',
  },
  {
    name: 'redirects',
    script: answer('HTTP/1.1 301 Moved Permanently\r\nLocation: http://else.invalid/\r\nContent-Length: 0\r\n\r\n'),
    outcome: ['http-status', 'handshake'],
    says: 'HTTP 301 Moved Permanently: to http://else.invalid/, not followed',
  },
  {
    name: 'answers 200',
    script: answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'),
    outcome: ['http-status', 'handshake'],
    says: 'HTTP 200 OK: hi',
  },
  {
    name: 'answers with a wrong Sec-WebSocket-Accept',
    script: async (peer) => {
      await peer.upgradeKey()
      peer.write(HostilePeer.acceptance('another key'))
    },
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'uses an extension that was not offered',
    script: async (peer) => {
      peer.write(HostilePeer.acceptance(await peer.upgradeKey(), 'Sec-WebSocket-Extensions: permessage-deflate\r\n'))
    },
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'upgrades to something else',
    script: async (peer) => {
      peer.write(HostilePeer.acceptance(await peer.upgradeKey()).replace('Upgrade: websocket', 'Upgrade: h2c'))
    },
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'sends headers without end',
    script: async (peer) => {
      await peer.upgradeKey()
      peer.write(`HTTP/1.1 101 Switching Protocols\r\n${'X-More: and more\r\n'.repeat(2_000)}`)
    },
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'does not speak HTTP',
    script: answer('SSH-2.0-OpenSSH_9.9\r\n\r\n'),
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'ends the connection at once',
    script: (peer) => void peer.socket.end(),
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'resets the connection',
    script: async (peer) => {
      await peer.upgradeKey()
      peer.socket.resetAndDestroy()
    },
    outcome: ['reset', 'handshake'],
  },
  {
    name: 'opens with a message',
    script: async (peer) => {
      await peer.accept()
      peer.frame('4hello')
    },
    outcome: ['bad-handshake', 'handshake'],
    options: impatient,
    official: ['timeout', 'handshake'],
    why: 'it waits on for an open packet',
    says: '4hello',
  },
  {
    name: 'opens with broken JSON',
    script: async (peer) => {
      await peer.accept()
      peer.frame('0{"sid":')
    },
    outcome: ['bad-handshake', 'handshake'],
    official: 'untold',
    why: 'it throws where nobody can catch',
  },
  {
    name: 'opens without a ping interval',
    script: async (peer) => {
      await peer.accept()
      peer.frame('0{"sid":"s1","upgrades":[]}')
    },
    outcome: ['bad-handshake', 'handshake'],
    official: 'untold',
    why: 'it takes the missing times for zero milliseconds',
  },
  {
    name: 'closes the websocket instead of an answer to CONNECT',
    script: async (peer) => {
      await peer.accept()
      peer.frame(openPacket())
      await peer.message()
      peer.write(closeFrame(1011, 'no\r\nidea'))
    },
    outcome: ['server-disconnect', 'namespace'],
    says: 'close code 1011, no idea',
  },
]

const whenConnected: readonly HostileCase[] = [
  {
    name: 'resets the connection inside a frame',
    script: afterConnect((peer) => {
      peer.socket.write(serverFrame('42/chat,["x"]').subarray(0, 5), () => peer.socket.resetAndDestroy())
    }),
    outcome: ['reset', 'open'],
  },
  {
    name: 'ends the connection without a close frame',
    script: afterConnect((peer) => void peer.socket.end()),
    outcome: ['server-disconnect', 'open'],
  },
  {
    name: 'closes with a code',
    script: afterConnect((peer) => peer.write(closeFrame(1009, 'too big'))),
    outcome: ['server-disconnect', 'open'],
    says: 'close code 1009, too big',
  },
  {
    name: 'closes without a code',
    script: afterConnect((peer) => peer.frame('', { opcode: 8 })),
    outcome: ['server-disconnect', 'open'],
  },
  {
    name: 'closes with half a code',
    script: afterConnect((peer) => peer.frame('x', { opcode: 8 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'closes with a code that must not be sent',
    script: afterConnect((peer) => peer.write(closeFrame(1006))),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'closes with a reason that is not UTF-8',
    script: afterConnect((peer) => peer.frame(Buffer.from([0x03, 0xe8, 0xff]), { opcode: 8 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'masks a frame',
    script: afterConnect((peer) => peer.frame('42/chat,["x"]', { masked: true })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sets a reserved bit',
    script: afterConnect((peer) => peer.frame('42/chat,["x"]', { reserved: 4 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'uses an unknown opcode',
    script: afterConnect((peer) => peer.frame('x', { opcode: 3 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'uses an unknown control opcode',
    script: afterConnect((peer) => peer.frame('x', { opcode: 11 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'divides a control frame',
    script: afterConnect((peer) => peer.frame('x', { opcode: 9, final: false })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends a long control frame',
    script: afterConnect((peer) => peer.frame('x'.repeat(126), { opcode: 9 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'continues what was not begun',
    script: afterConnect((peer) => peer.frame('x', { opcode: 0 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'begins a message inside another',
    script: afterConnect((peer) => {
      peer.frame('4', { final: false })
      peer.frame('2/chat,["x"]')
    }),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends a frame over the limit',
    script: afterConnect((peer) => peer.frame('4'.repeat(2_000))),
    outcome: ['too-large', 'open'],
    options: { maxPacketBytes: 1_000 },
  },
  {
    name: 'announces an absurd length',
    script: afterConnect((peer) => peer.write(Buffer.from([0x81, 127, 0, 0, 0x10, 0, 0, 0, 0, 0]))),
    outcome: ['too-large', 'open'],
  },
  {
    name: 'exceeds the limit by fragments',
    script: afterConnect((peer) => {
      peer.frame('4'.repeat(600), { final: false })
      peer.frame('4'.repeat(600), { opcode: 0 })
    }),
    outcome: ['too-large', 'open'],
    options: { maxPacketBytes: 1_000 },
  },
  {
    name: 'exceeds the limit by attachments',
    script: afterConnect((peer) => {
      peer.frame('452-/chat,["x",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]')
      peer.frame(Buffer.alloc(600), { opcode: 2 })
      peer.frame(Buffer.alloc(600), { opcode: 2 })
    }),
    outcome: ['too-large', 'open'],
    options: { maxPacketBytes: 1_000 },
    official: 'untold',
    why: 'it bounds messages, not packets',
  },
  {
    name: 'sends an event that is not UTF-8',
    script: afterConnect((peer) => peer.frame(Buffer.from('42/chat,["\xff"]', 'latin1'))),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends an event that is not JSON',
    script: afterConnect((peer) => peer.frame('42/chat,[oops')),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends an event without a name',
    script: afterConnect((peer) => peer.frame('42/chat,[]')),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends an empty packet',
    script: afterConnect((peer) => peer.frame('')),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends an unknown Engine.IO packet',
    script: afterConnect((peer) => peer.frame('7')),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends an unknown Socket.IO packet',
    script: afterConnect((peer) => peer.frame('49/chat,')),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'announces attachments without a count',
    script: afterConnect((peer) => peer.frame('45-/chat,["x"]')),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends a text packet among attachments',
    script: afterConnect((peer) => {
      peer.frame('451-/chat,["x",{"_placeholder":true,"num":0}]')
      peer.frame('42/chat,["y"]')
    }),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'sends an attachment that was not announced',
    script: afterConnect((peer) => peer.frame(Buffer.alloc(3), { opcode: 2 })),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'refers to an attachment that it does not send',
    script: afterConnect((peer) => {
      peer.frame('451-/chat,["x",{"_placeholder":true,"num":7}]')
      peer.frame(Buffer.alloc(3), { opcode: 2 })
    }),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'closes the session with an Engine.IO packet',
    script: afterConnect((peer) => peer.frame('1')),
    outcome: ['server-disconnect', 'open'],
    official: 'untold',
    why: 'over a websocket it ignores that packet',
  },
  {
    name: 'disconnects the namespace',
    script: afterConnect((peer) => peer.frame('41/chat,')),
    outcome: ['server-disconnect', 'open'],
  },
  {
    name: 'sends no ping',
    script: (peer) => peer.connect({ pingInterval: 60, pingTimeout: 60 }),
    outcome: ['ping-timeout', 'open'],
  },
]

describe.each(clientKinds)('the %s client, when a websocket server', (kind: ClientKind) => {
  let clients: TestClients
  beforeAll(() => void (clients = new TestClients(kind)))
  afterAll(() => clients.close())

  const told = (cases: readonly HostileCase[]): readonly HostileCase[] =>
    cases.filter(({ official }) => kind === 'lean' || official !== 'untold')
  const outcomeOf = ({ outcome: [code, stage], official, says }: HostileCase): Record<string, unknown> => {
    if (kind === 'lean')
      return { code, stage, message: says === undefined ? expect.any(String) : expect.stringContaining(says) }
    return Array.isArray(official) ? { code: official[0] as unknown, stage: official[1] as unknown } : { code, stage }
  }

  test.each(told(whileConnecting))('$name, fails to connect', async (hostile) => {
    const server = await HostileServer.start(hostile.script)
    const client = clients.create({ url: server.url, transport: 'websocket', ...hostile.options })
    const error = await clientErrorOf(client.connect()).finally(() => server.stop())
    expect(error).toMatchObject(outcomeOf(hostile))
    expect(error.message).not.toMatch(/[\r\n]/)
  })

  test.each(told(whenConnected))('$name, tells why the connection ended', async (hostile) => {
    const server = await HostileServer.start(hostile.script)
    const client = clients.create({ url: server.url, transport: 'websocket', ...hostile.options })
    client.onEvent(() => undefined)
    const closed = closeOf(client)
    await client.connect()
    client.emit('go')
    expect(await closed.finally(() => server.stop())).toMatchObject(outcomeOf(hostile))
  })

  test('pings before it has answered CONNECT, answers the ping', async () => {
    const heard = Promise.withResolvers<string[]>()
    const server = await HostileServer.start(async (peer) => {
      await peer.accept()
      peer.frame(openPacket())
      const connect = await peer.message()
      peer.frame('2')
      heard.resolve([connect, await peer.message()])
      peer.frame('40/chat,{"sid":"n1"}')
    })
    await clients.connect({ url: server.url, transport: 'websocket' }).finally(() => server.stop())
    expect(await heard.promise).toEqual([expect.stringMatching(/^40\/chat,/), '3'])
  })

  test('sends control frames between fragments, joins the message and answers the ping', async () => {
    const pong = Promise.withResolvers<unknown>()
    const server = await HostileServer.start(
      afterConnect((peer) => {
        peer.frame('42/chat,["joi', { final: false })
        peer.frame('are you there', { opcode: 9 })
        peer.frame('', { opcode: 0, final: false })
        peer.frame('', { opcode: 10 })
        peer.frame('ned"]', { opcode: 0 })
        void peer.clientFrame().then(pong.resolve)
      }),
    )
    const client = clients.create({ url: server.url, transport: 'websocket' })
    const event = new Promise((resolve) => client.onEvent(resolve))
    await client.connect()
    client.emit('go')
    expect([await event, await pong.promise]).toEqual(['joined', { opcode: 10, payload: Buffer.from('are you there') }])
    await server.stop()
  })

  test('sends packets that mean nothing to it, goes on', async () => {
    const server = await HostileServer.start(
      afterConnect((peer) => {
        for (const packet of ['6', '3', '43/chat,99["late"]', '42/other,["x"]', '42["x"]', '42/chat,["end"]'])
          peer.frame(packet)
      }),
    )
    const client = clients.create({ url: server.url, transport: 'websocket' })
    const event = new Promise((resolve) => client.onEvent(resolve))
    await client.connect()
    client.emit('go')
    expect(await event.finally(() => server.stop())).toBe('end')
  })

  test('never answers the close, is let go of', async () => {
    const server = await HostileServer.start((peer) => peer.connect())
    const few = new TestClients(kind)
    await few.connect({ url: server.url, transport: 'websocket' })
    await few.close()
    expect(await server.stop()).toBeUndefined()
  })

  test('splits its bytes at any offset, receives the same', async () => {
    const rest = Buffer.concat([
      serverFrame(openPacket()),
      serverFrame('40/chat,{"sid":"n1"}'),
      serverFrame('42/chat,["short"]'),
      serverFrame(`42/chat,["long","${'l'.repeat(130)}"]`),
      serverFrame('are you there', { opcode: 9 }),
      serverFrame('42/chat,["in ', { final: false }),
      serverFrame('2 parts"]', { opcode: 0 }),
      serverFrame('451-/chat,["binary",{"_placeholder":true,"num":0}]'),
      serverFrame(Buffer.from([1, 2, 3]), { opcode: 2 }),
    ])
    let offset = 0
    const server = await HostileServer.start(async (peer) => {
      const bytes = Buffer.concat([Buffer.from(HostilePeer.acceptance(await peer.upgradeKey())), rest])
      peer.write(bytes.subarray(0, offset))
      // Twice round the event loop the client, in the same process, has read the first part.
      for (let i = 0; i < 2; i++) await new Promise((resolve) => setImmediate(resolve))
      peer.write(bytes.subarray(offset))
    })
    const outcomes = new Set<string>()
    for (const end = HostilePeer.acceptance('0').length + rest.length; offset < end; offset++) {
      const client = clients.create({ url: server.url, transport: 'websocket' })
      const received: unknown[] = []
      const last = new Promise<void>((resolve) =>
        client.onEvent((event, args) => {
          received.push(event, ...args)
          if (event === 'binary') resolve()
        }),
      )
      await client.connect()
      await last
      outcomes.add(JSON.stringify(received))
      client.close()
    }
    await server.stop()
    const expected = ['short', 'long', 'l'.repeat(130), 'in 2 parts', 'binary', Buffer.from([1, 2, 3])]
    expect([...outcomes]).toEqual([JSON.stringify(expected)])
  })
})
