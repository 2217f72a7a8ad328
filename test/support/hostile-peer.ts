import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { serverFrame, type FrameOptions } from './server-frame.ts'

/** A handshake's open packet that promises pings in ten minutes, or as it is told. */
export function openPacket(changes: Record<string, unknown> = {}): string {
  const session = { sid: 's1', upgrades: [], pingInterval: 300_000, pingTimeout: 300_000, maxPayload: 1_000_000 }
  return `0${JSON.stringify({ ...session, ...changes })}`
}

/** One connection as its server sees it: what the client sent, and the means to answer well or badly. */
export class HostilePeer {
  readonly socket: Socket
  /** The upgrade request's key, where somebody else has read that request already. */
  key: string | undefined
  #received = Buffer.alloc(0)
  #onReceived: (() => void) | undefined

  constructor(socket: Socket) {
    this.socket = socket
    socket.setNoDelay()
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk])
      this.#onReceived?.()
    })
  }

  /** The value of `Sec-WebSocket-Key` in the upgrade request, once that has come. */
  async upgradeKey(): Promise<string> {
    if (this.key !== undefined) return this.key
    const head = await this.#take((bytes) => bytes.indexOf('\r\n\r\n') + 4 || undefined, 3)
    return /^sec-websocket-key: (.*)$/im.exec(head.toString('latin1'))?.[1]?.trim() ?? ''
  }

  /** The head that accepts an upgrade. */
  static acceptance(key: string, furtherHeaders = ''): string {
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    return (
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n${furtherHeaders}\r\n`
    )
  }

  write(bytes: string | Buffer): void {
    this.socket.write(bytes)
  }

  frame(payload: string | Buffer, options?: FrameOptions): void {
    this.write(serverFrame(payload, options))
  }

  /** Accepts the websocket. */
  async accept(): Promise<void> {
    this.write(HostilePeer.acceptance(await this.upgradeKey()))
  }

  /** Accepts the websocket, opens the session, and connects the namespace `/chat`. */
  async connect(session: Record<string, unknown> = {}): Promise<void> {
    await this.accept()
    this.frame(openPacket(session))
    await this.message()
    this.frame('40/chat,{"sid":"n1"}')
  }

  /** The next frame of the client, unmasked. */
  async clientFrame(): Promise<{ readonly opcode: number; readonly payload: Buffer }> {
    const frame = await this.#take((bytes) => {
      const code = (bytes[1] ?? 0) & 0x7f
      const header = code === 126 ? 8 : 6
      if (bytes.length < header) return undefined
      const size = header + (code === 126 ? bytes.readUInt16BE(2) : code)
      return bytes.length < size ? undefined : size
    })
    const start = ((frame[1] ?? 0) & 0x7f) === 126 ? 8 : 6
    const mask = frame.subarray(start - 4, start)
    const payload = frame.subarray(start).map((byte, i) => byte ^ (mask[i % 4] ?? 0))
    return { opcode: (frame[0] ?? 0) & 0x0f, payload: Buffer.from(payload) }
  }

  /** The next frame of the client, as text. */
  async message(): Promise<string> {
    return (await this.clientFrame()).payload.toString()
  }

  /** Takes bytes off the front as soon as `sizeOf` tells how many; `impossible` is a size that means not yet. */
  async #take(sizeOf: (bytes: Buffer) => number | undefined, impossible = 0): Promise<Buffer> {
    for (;;) {
      const size = sizeOf(this.#received)
      if (size !== undefined && size !== impossible && this.#received.length > 0) {
        const taken = this.#received.subarray(0, size)
        this.#received = this.#received.subarray(size)
        return taken
      }
      await new Promise<void>((resolve) => (this.#onReceived = resolve))
    }
  }
}
