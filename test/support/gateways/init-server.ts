import { createServer, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net'
import { Server, type ServerOptions } from 'socket.io'
import { onTestFinished } from 'vitest'

import { testCertificate } from '../test-certificate.ts'

/** Starts a Socket.IO server that ends with the test; resolves with its base URL. */
export async function socketIoServer(
  options: Partial<ServerOptions> = {},
  prepare: (io: Server) => void = () => undefined,
  { tls = false, other = notFound }: { readonly tls?: boolean; readonly other?: RequestListener } = {},
): Promise<string> {
  const http = tls ? createTlsServer(testCertificate, other) : createServer(other)
  const io = new Server(http, options)
  prepare(io)
  const port = await listen(http)
  onTestFinished(() => io.close())
  return `${tls ? 'https' : 'http'}://127.0.0.1:${port}`
}

/** Starts an HTTP server without Socket.IO that ends with the test. */
export async function httpServer(answer: RequestListener): Promise<string> {
  const http = createServer(answer)
  const port = await listen(http)
  onTestFinished(() => {
    http.close()
    http.closeAllConnections()
  })
  return `http://127.0.0.1:${port}`
}

/** Starts a server that accepts connections and does with them what it is told. */
export async function tcpServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const tcp = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    onConnection(socket)
  })
  const port = await listen(tcp)
  onTestFinished(() => {
    tcp.close()
    for (const socket of sockets) socket.destroy()
  })
  return `http://127.0.0.1:${port}`
}

/** The URL of a port at which nobody listens. */
export async function refusingUrl(): Promise<string> {
  const tcp = createTcpServer()
  const port = await listen(tcp)
  await new Promise((resolve) => tcp.close(resolve))
  return `http://127.0.0.1:${port}`
}

function notFound(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(404, { 'content-type': 'text/html' }).end('<pre>Cannot GET it</pre>')
}

async function listen(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
