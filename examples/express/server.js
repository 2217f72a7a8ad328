import { createServer } from 'node:http'
import express from 'express'
import { Server } from 'socket.io'
import msgpack from 'socket.io-msgpack-parser'

const app = express()
app.get('/', (_request, response) => void response.send('A chat: connect with Socket.IO.\n'))

const http = createServer(app)
const io = new Server(http, process.env['PARSER'] === 'msgpack' ? { parser: msgpack } : {})
io.on('connection', (socket) => {
  socket.on('join', (room, joined) => {
    void socket.join(room)
    joined?.('welcome')
  })
  socket.on('message', (room, text, received) => {
    io.to(room).emit('message', { from: socket.id, text })
    received?.('sent')
  })
})
http.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1')
