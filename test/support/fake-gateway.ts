/**
 * A gateway that behaves exactly as it is told, for tests of what is measured: it speaks the reference gateway's dialect
 * and asks for no token.
 *
 * `DELAYS`: a JSON list of milliseconds; the n-th message is relayed after the n-th of them, over and over.
 * `FREEZE`: `1000/10000` stops the whole process for 1,000 ms in every 10,000 ms.
 * `BURN_MICROS`: so long nothing else happens for each message, whatever the machine: 5,000 make it hold 200 messages per second.
 * `DIE_AFTER`: ends the process with exit code 7 at the n-th message.
 */
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const delays = JSON.parse(process.env['DELAYS'] ?? '[0]') as number[]
const [freezeMs, everyMs] = (process.env['FREEZE'] ?? '0/0').split('/').map(Number)
const burnMs = Number(process.env['BURN_MICROS'] ?? 0) / 1000
const dieAfter = Number(process.env['DIE_AFTER'] ?? Infinity)

const http = createServer((_request, response) => response.end('fake'))
const io = new Server(http, { transports: ['websocket', 'polling'] })
let messages = 0

io.of('/chat').on('connection', (socket) => {
  socket.on('joinRoom', ({ room }: { room: string }, acknowledge: (answer: unknown) => void) => {
    void socket.join(room)
    acknowledge({ room, members: 1 })
  })
  socket.on('message', ({ room, text }: { room: string; text: string }, acknowledge?: (answer: unknown) => void) => {
    const delay = delays[messages % delays.length] ?? 0
    if (++messages >= dieAfter) {
      console.error('out of order')
      process.exit(7)
    }
    const freeAt = performance.now() + burnMs
    while (performance.now() < freeAt);
    const relay = (): void => {
      io.of('/chat').to(room).emit('newMessage', { text })
      acknowledge?.({ id: messages })
    }
    if (delay === 0) relay()
    else setTimeout(relay, delay)
  })
})

if (freezeMs !== undefined && everyMs !== undefined && freezeMs > 0) {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  const startedAt = performance.now()
  let cycle = 1
  const arm = (): void => {
    setTimeout(
      () => {
        Atomics.wait(cell, 0, 0, freezeMs)
        cycle++
        arm()
      },
      startedAt + cycle * everyMs - performance.now(),
    )
  }
  arm()
}

process.on('SIGTERM', () => process.exit(0))
http.listen(Number(process.env['PORT']), process.env['HOST'])
