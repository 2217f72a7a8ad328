import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Finds a port that nothing listens on, for programs that cannot choose one themselves.
 *
 * Another process may take it before it is used: the caller tries again with another one.
 */
export async function findFreePort(host: string): Promise<number> {
  const server = createServer()
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error(`No TCP port was given on ${host}.`)
  return address.port
}
