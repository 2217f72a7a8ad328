import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

/** What a proxy does with one frame on its way to a receiver. */
export type Meddling = 'pass' | 'swallow' | 'repeat' | 'swap'

/** Decides by the sequence number in the stamp of a frame, and by the receiver's number in order of connecting. */
export type Meddler = (sequence: number, receiver: number) => Meddling

const stamp = /gc[a-z0-9]{6}-[a-z0-9]{5}([a-z0-9]{6})[a-z0-9]{9}/

/** A websocket proxy that swallows, repeats or swaps stamped frames towards the clients, and nothing else. */
export class MeddlingProxy {
  readonly #upstream: string
  readonly #meddler: Meddler
  readonly #http: Server
  readonly #sockets = new Set<WebSocket>()
  #receivers = 0

  constructor(upstream: string, meddler: Meddler) {
    this.#upstream = upstream.replace('http', 'ws')
    this.#meddler = meddler
    this.#http = createServer()
    const server = new WebSocketServer({ server: this.#http })
    server.on('connection', (client, request) => {
      this.#relay(client, request.url ?? '/')
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate()
    await new Promise((resolve) => this.#http.close(resolve))
  }

  #relay(client: WebSocket, path: string): void {
    const receiver = this.#receivers++
    const gateway = new WebSocket(this.#upstream + path)
    const waiting: string[] = []
    let held: string | undefined
    this.#sockets.add(client).add(gateway)
    gateway.on('open', () => {
      for (const text of waiting) gateway.send(text)
      waiting.length = 0
    })
    client.on('message', (data: Buffer) => {
      if (gateway.readyState === WebSocket.OPEN) gateway.send(data.toString())
      else waiting.push(data.toString())
    })
    gateway.on('message', (data: Buffer) => {
      const text = data.toString()
      const sequence = stamp.exec(text)?.[1]
      const meddling = sequence === undefined ? 'pass' : this.#meddler(Number.parseInt(sequence, 36), receiver)
      if (meddling === 'swap') {
        held = text
        return
      }
      if (meddling !== 'swallow') client.send(text)
      if (meddling === 'repeat') client.send(text)
      if (held !== undefined && sequence !== undefined) {
        client.send(held)
        held = undefined
      }
    })
    client.on('close', () => gateway.close())
    gateway.on('close', () => client.close())
    gateway.on('error', () => client.terminate())
    client.on('error', () => gateway.terminate())
  }
}
