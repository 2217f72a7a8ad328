import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what Linux and macOS give to outgoing connections, so that no client of another test takes the port while nobody listens. */
const lowest = 15_000
const beyond = 32_768
const attempts = 50

/** Finds a port that nothing listens on and that stays so between one trial and the next. */
export async function findLastingPort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const server = createServer()
    const port = randomInt(lowest, beyond)
    const isFree = once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    )
    if (!(await isFree)) continue
    server.close()
    await once(server, 'close')
    return port
  }
  throw new Error(`none of ${attempts} ports is free`)
}
