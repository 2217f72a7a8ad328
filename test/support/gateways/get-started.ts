/** The chat of Socket.IO's own tutorial, on `PORT`: one event, to everybody. */
import { listen } from './listen.ts'

listen((io) => {
  io.on('connection', (socket) => {
    socket.on('chat message', (msg: string) => {
      io.emit('chat message', msg)
    })
  })
})
