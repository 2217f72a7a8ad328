/** One instance of a chat behind a proxy: what it relays reaches the users of the other instance through Redis. */
import { createServer } from 'node:http'
import { createClient } from '@redis/client'
import { createAdapter } from '@socket.io/redis-adapter'
import { collectDefaultMetrics, register } from 'prom-client'
import { Server } from 'socket.io'

collectDefaultMetrics()
const http = createServer((request, response) => {
  if (request.url !== '/metrics') return void response.writeHead(404).end()
  void register.metrics().then((page) => response.setHeader('content-type', register.contentType).end(page))
})

const publisher = createClient({ url: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379' })
const subscriber = publisher.duplicate()
for (const client of [publisher, subscriber]) client.on('error', (error) => console.error(error.message))
await Promise.all([publisher.connect(), subscriber.connect()])

const io = new Server(http, { adapter: createAdapter(publisher, subscriber) })
io.on('connection', (socket) => {
  socket.on('join', (room, joined) => {
    void Promise.resolve(socket.join(room)).then(() => joined?.('welcome'))
  })
  socket.on('message', (room, text, received) => {
    io.to(room).emit('message', { from: socket.id, text })
    received?.('sent')
  })
})
http.listen(Number(process.env['PORT'] ?? 8081), '127.0.0.1', () => process.send?.('listening'))
