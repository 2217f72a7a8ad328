/** A gateway without NestJS: a Socket.IO server on `PORT`, for tests of how a gateway is run. */
import { createServer } from 'node:http'

import { createAdapter } from '@socket.io/cluster-adapter'
import { Server } from 'socket.io'

const http = createServer((_request, response) => response.end('plain'))
const io = new Server(http, process.env['ADAPTER'] === 'ipc' ? { adapter: createAdapter() } : {})
io.on('connection', (socket) => {
  socket.on('shout', (text: string) => io.emit('shout', text))
})
process.on('SIGTERM', () => void io.close())
http.listen(Number(process.env['PORT']), process.env['HOST'])
