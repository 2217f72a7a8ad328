import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

/** Starts a Socket.IO server on `PORT`, which says on its output where it listens. */
export function listen(prepare: (io: Server) => void): void {
  const http = createServer((_request, response) => response.end('a chat'))
  const io = new Server(http)
  prepare(io)
  process.on('SIGTERM', () => void io.close())
  http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
    console.log(`listening on http://127.0.0.1:${(http.address() as AddressInfo).port}`)
  })
}
