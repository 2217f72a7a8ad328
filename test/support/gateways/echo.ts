/** A server that answers, on `PORT`, and relays nothing. */
import { listen } from './listen.ts'

listen((io) => {
  io.on('connection', (socket) => {
    socket.on('echo', (text: string, answer: (text: string) => void) => {
      answer(text)
    })
  })
})
