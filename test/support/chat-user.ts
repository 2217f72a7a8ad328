import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { signToken } from './sign-token.ts'

const patienceMs = 20_000

/** A user of the reference gateway, connected with socket.io-client. */
export interface ChatUser {
  readonly name: string
  readonly socket: Socket
  /** Sends an event and resolves with its acknowledgement. */
  ask(event: string, ...parameters: unknown[]): Promise<unknown>
  /** Resolves with the payload of the next event of that name, or of the next one that matches. */
  next(event: string, matches?: (payload: unknown) => boolean): Promise<unknown>
  /** Payloads of every event of that name from now on. */
  collect(event: string): readonly unknown[]
}

/** Everything but the name that a user may be connected with. */
export type UserOptions = Partial<ManagerOptions & SocketOptions> & { readonly token?: string | undefined }

/** Makes a socket that is not connected yet; it does not reconnect. */
export function createSocket(url: string, options: Partial<ManagerOptions & SocketOptions> = {}): Socket {
  return io(`${url}/chat`, {
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    transports: ['websocket'],
    ...options,
  })
}

/** Connects a user; rejects with the CONNECT_ERROR when it is refused. */
export async function connectUser(url: string, name: string, options: UserOptions = {}): Promise<ChatUser> {
  const { token = signToken({ sub: name }), ...socketOptions } = options
  const socket = createSocket(url, { auth: { token }, ...socketOptions })
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  socket.connect()
  try {
    await connected
  } catch (error) {
    socket.disconnect()
    throw error
  }
  return {
    name,
    socket,
    ask: async (event, ...parameters) => {
      const answer: unknown = await socket.timeout(patienceMs).emitWithAck(event, ...parameters)
      return answer
    },
    next: async (event, matches = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${name} waited in vain for ${event}`)), patienceMs)
        const listener = (payload: unknown) => {
          if (!matches(payload)) return
          clearTimeout(timer)
          socket.off(event, listener)
          resolve(payload)
        }
        socket.on(event, listener)
      }),
    collect: (event) => {
      const payloads: unknown[] = []
      socket.on(event, (payload: unknown) => payloads.push(payload))
      return payloads
    },
  }
}
