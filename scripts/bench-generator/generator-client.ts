import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import type { EmitArgs } from '../../load/client/chat-client.ts'
import { createClientFactory } from '../../load/client/factory.ts'
import type { StampReader } from '../../load/stamp.ts'
import type { ClientName } from './client-name.ts'

/** One connected user, as far as the comparison needs it. */
export interface GeneratorUser {
  /** Resolves when the event was acknowledged. */
  ask(...event: EmitArgs): Promise<void>
  send(...event: EmitArgs): void
}

/** How to reach the gateway. */
export interface Gateway {
  readonly url: string
  readonly path: string
  readonly namespace: string
}

/** Connects one user over websocket; every stamp found in what it receives is one delivery. */
export type Connect = (auth: Record<string, unknown>) => Promise<GeneratorUser>

/**
 * Makes the way to connect with one kind of client, as a load script would be written for it: `ws` speaks the few packets
 * that it needs by hand, `socket.io-client` hands decoded events over.
 */
export function connectWith(name: ClientName, gateway: Gateway, stamps: StampReader, onDelivery: () => void): Connect {
  switch (name) {
    case 'lean':
      return connectLean(gateway, stamps, onDelivery)
    case 'ws':
      return (auth) => connectWs(gateway, auth, stamps, onDelivery)
    case 'socket.io-client':
      return (auth) => connectSocketIo(gateway, auth, stamps, onDelivery)
  }
}

function connectLean(gateway: Gateway, stamps: StampReader, onDelivery: () => void): Connect {
  const factory = createClientFactory('lean', stamps)
  return async (auth) => {
    const client = factory.create({ ...gateway, transport: 'websocket', auth })
    client.onStamp(onDelivery)
    await client.connect()
    return {
      ask: async (...event) => void (await client.emitWithAck(...event)),
      send: (...event) => client.emit(...event),
    }
  }
}

function connectSocketIo(
  { url, path, namespace }: Gateway,
  auth: Record<string, unknown>,
  stamps: StampReader,
  onDelivery: () => void,
): Promise<GeneratorUser> {
  const socket = io(`${url}${namespace}`, {
    path,
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  socket.on('newMessage', ({ text }: { text: string }) => {
    if (stamps.findInText(text)) onDelivery()
  })
  return new Promise((resolve, reject) => {
    socket.on('connect_error', reject)
    socket.on('connect', () => {
      resolve({
        ask: async (...event) => void (await socket.emitWithAck(...event)),
        send: (...event) => socket.emit(...event),
      })
    })
  })
}

function connectWs(
  { url, path, namespace }: Gateway,
  auth: Record<string, unknown>,
  stamps: StampReader,
  onDelivery: () => void,
): Promise<GeneratorUser> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  })
  const acknowledged = `43${namespace},1`
  let onAck: (() => void) | undefined
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const isEvent = data[0] === 0x34 && data[1] === 0x32
      if (isEvent) {
        if (stamps.find(data, 0, data.length)) onDelivery()
        return
      }
      const packet = data.toString()
      if (packet.startsWith('0')) socket.send(`40${namespace},${JSON.stringify(auth)}`)
      else if (packet === '2') socket.send('3')
      else if (packet.startsWith(acknowledged)) onAck?.()
      else if (packet.startsWith(`44${namespace},`)) reject(new Error(packet))
      else if (packet.startsWith(`40${namespace},`)) {
        resolve({
          ask: (...event) => {
            socket.send(`42${namespace},1${JSON.stringify(event)}`)
            return new Promise((answer) => (onAck = answer))
          },
          send: (...event) => socket.send(`42${namespace},${JSON.stringify(event)}`),
        })
      }
    })
  })
}
