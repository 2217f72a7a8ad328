/**
 * An HTTP server that behaves exactly as it is told, for tests of how requests are measured. Listens on `PORT`.
 *
 * `DELAYS`: a JSON list of milliseconds; the n-th request is answered after the n-th of them, over and over.
 * `STATUS`: the status of every answer but the first, to the question whether all is well. `BREAK_EVERY`: every so many requests the connection is ended instead of answered.
 * `CLOSE`: `yes` ends the connection after each answer. `SILENT_AFTER`: later requests are never answered.
 * `GET /count` tells how many requests there were.
 * `DIE_AFTER`: ends the process with exit code 7 at the n-th request.
 */
import { createServer } from 'node:http'

const delays = JSON.parse(process.env['DELAYS'] ?? '[0]') as number[]
const status = Number(process.env['STATUS'] ?? 200)
const breakEvery = Number(process.env['BREAK_EVERY'] ?? Infinity)
const silentAfter = Number(process.env['SILENT_AFTER'] ?? Infinity)
const dieAfter = Number(process.env['DIE_AFTER'] ?? Infinity)
const headers = process.env['CLOSE'] === 'yes' ? { connection: 'close' } : {}
let requests = 0

const server = createServer((request, response) => {
  if (request.url !== '/health') {
    response.end(request.url === '/count' ? String(requests) : 'here')
    return
  }
  const delay = delays[requests % delays.length] ?? 0
  if (++requests >= dieAfter) {
    console.error('out of order')
    process.exit(7)
  }
  const isFirst = requests === 1
  if (requests % breakEvery === 0) request.socket.destroy()
  else if (requests <= silentAfter)
    setTimeout(() => response.writeHead(isFirst ? 200 : status, headers).end('{}'), delay)
})

process.on('SIGTERM', () => process.exit(0))
server.listen(Number(process.env['PORT']), process.env['HOST'])
