import type { Traffic } from '../chat-client.ts'
import type { ClientErrorCode } from '../client-error.ts'
import { serverText } from '../server-text.ts'
import { systemErrorCode, systemErrorText } from '../system-error.ts'
import type { Endpoint } from './endpoint.ts'
import { closePayload, encodeFrame, noCloseCode, opcodes } from './frame.ts'
import { FrameParser, type FrameHandler } from './frame-parser.ts'
import type { LeanShared } from './lean-shared.ts'
import type { Link, LinkFailure, LinkOwner, Message } from './link.ts'
import { openSocket } from './open-socket.ts'
import type { ByteReader, OwnedSocket } from './read-buffer.ts'
import { UpgradeResponse } from './upgrade-response.ts'
import { upgradeRequest } from './websocket-upgrade.ts'

const normalClosure = 1000

/** What to ask a server for. */
export interface WebSocketRequest {
  /** Selects transport and session; follows the path's question mark. */
  readonly query: string
  /** A packet to send as soon as the websocket is open. */
  readonly greeting?: string
  /** Bounds a received message. */
  readonly maxPacketBytes: number
}

interface Handshake {
  readonly request: string
  readonly response: UpgradeResponse
  readonly greeting: string | undefined
}

/** One websocket on one socket. What only the handshake needs is let go of after it. */
export class WebSocketLink implements Link, FrameHandler, ByteReader {
  /** Who is told; the upgrade hands the link over to the client. */
  owner: LinkOwner
  readonly #shared: LeanShared
  readonly #socket: OwnedSocket<WebSocketLink>
  readonly #parser: FrameParser
  #handshake: Handshake | undefined
  #requests = 0
  #phase: 'live' | 'closing' | 'over' = 'live'

  /** Opens the socket. */
  constructor(shared: LeanShared, endpoint: Endpoint, request: WebSocketRequest, owner: LinkOwner) {
    this.#shared = shared
    this.owner = owner
    this.#parser = new FrameParser(this, request.maxPacketBytes)
    const { text, accept } = upgradeRequest(endpoint, request.query, shared.masks.key())
    this.#handshake = {
      request: text,
      response: new UpgradeResponse(accept, endpoint.cookies),
      greeting: request.greeting,
    }
    this.#socket = openSocket(shared, endpoint, shared.readBuffer.onread)
    this.#socket.owner = this
    this.#socket.on('connect', endpoint.secure ? onTcpConnect : onReady)
    if (endpoint.secure) this.#socket.on('secureConnect', onReady)
    this.#socket.on('error', onError)
    this.#socket.on('close', onClose)
  }

  get traffic(): Traffic {
    return { bytesUp: this.#socket.bytesWritten, bytesDown: this.#socket.bytesRead, requests: this.#requests }
  }

  open(): void {
    // A websocket is its session: there is no session id to repeat.
  }

  send(message: Message): void {
    this.#write(typeof message === 'string' ? opcodes.text : opcodes.binary, message)
  }

  close(last: Message | undefined): void {
    if (this.#phase !== 'live') return
    if (this.#handshake !== undefined) {
      this.destroy()
      this.owner.onLinkEnded()
      return
    }
    if (last !== undefined) this.send(last)
    this.#write(opcodes.close, closePayload(normalClosure))
    this.#phase = 'closing'
  }

  destroy(): void {
    this.#phase = 'over'
    this.#parser.stop()
    this.#socket.destroy()
  }

  /** The socket can carry bytes: asks for the upgrade. */
  onSocketReady(): void {
    if (this.#handshake === undefined || this.#phase !== 'live') return
    this.owner.onProgress('handshake')
    this.#requests = 1
    this.#socket.write(this.#handshake.request, 'latin1')
  }

  onBytes(bytes: Buffer, size: number): void {
    if (this.#phase !== 'live') return
    if (this.#handshake === undefined) this.#parser.push(bytes, 0, size)
    else this.#readHandshake(this.#handshake, bytes.subarray(0, size))
  }

  onText(bytes: Buffer, start: number, end: number): void {
    this.owner.onPacket(bytes, start, end)
  }

  onBinary(bytes: Buffer, start: number, end: number): void {
    this.owner.onBinaryMessage(bytes, start, end)
  }

  onPing(bytes: Buffer, start: number, end: number): void {
    this.#write(opcodes.pong, bytes.subarray(start, end))
  }

  onCloseFrame(code: number, reason: string): void {
    this.#write(opcodes.close, code === noCloseCode ? Buffer.alloc(0) : closePayload(code))
    const said = [code === noCloseCode ? 'no close code' : `close code ${code}`, serverText(reason)].filter(Boolean)
    this.#end({ code: 'server-disconnect', message: `the server closed the websocket: ${said.join(', ')}` }, true)
  }

  onBadFrame(code: ClientErrorCode & ('protocol' | 'too-large'), message: string): void {
    this.#end({ code, message: `the server sent ${message}` })
  }

  onSocketError(cause: Error): void {
    this.#end({ code: systemErrorCode(cause), message: systemErrorText(cause), cause })
  }

  onSocketClosed(): void {
    if (this.#phase === 'closing') {
      this.#phase = 'over'
      this.owner.onLinkEnded()
    } else if (this.#handshake !== undefined) {
      this.#end(this.#handshake.response.end())
    } else {
      this.#end({ code: 'server-disconnect', message: 'the server ended the connection without a close frame' })
    }
  }

  #readHandshake(handshake: Handshake, bytes: Buffer): void {
    const outcome = handshake.response.push(bytes)
    if (outcome === undefined) return
    if ('failure' in outcome) return this.#end(outcome.failure)
    this.#handshake = undefined
    if (handshake.greeting !== undefined) this.send(handshake.greeting)
    this.#parser.push(outcome.rest, 0, outcome.rest.length)
  }

  #write(opcode: number, payload: string | Uint8Array): void {
    if (this.#phase === 'live') this.#socket.write(encodeFrame(opcode, payload, this.#shared.masks))
  }

  /** Ends a live link: releases the socket, with `flush` after what was written, and tells the owner. */
  #end(failure: LinkFailure, flush = false): void {
    if (this.#phase !== 'live') return
    this.#phase = 'over'
    this.#parser.stop()
    if (flush) this.#socket.destroySoon()
    else this.#socket.destroy()
    this.owner.onLinkFailed(failure)
  }
}

function onTcpConnect(this: OwnedSocket<WebSocketLink>): void {
  this.owner?.owner.onProgress('tls')
}

function onReady(this: OwnedSocket<WebSocketLink>): void {
  this.owner?.onSocketReady()
}

function onError(this: OwnedSocket<WebSocketLink>, error: Error): void {
  this.owner?.onSocketError(error)
}

function onClose(this: OwnedSocket<WebSocketLink>): void {
  this.owner?.onSocketClosed()
}
