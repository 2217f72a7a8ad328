/**
 * Gives each worker of a Node cluster ports of its own.
 *
 * Workers that listen on port 0 are otherwise all given the same one, and users could not be dealt over the workers. Node has
 * an option for it, `exclusive`; it is set here so that the application need not know.
 */
import { Server } from 'node:net'

// eslint-disable-next-line @typescript-eslint/unbound-method -- called below with its receiver
const listen = Server.prototype.listen as (this: Server, ...args: unknown[]) => Server

Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  return listen.apply(this, withExclusive(args))
}

function withExclusive(args: readonly unknown[]): unknown[] {
  const [first, ...others] = args
  if (typeof first === 'object' && first !== null) return [{ ...first, exclusive: true }, ...others]
  if (typeof first !== 'number' && !(typeof first === 'string' && /^\d+$/.test(first))) return [...args]
  const host = others.find((value) => typeof value === 'string')
  const backlog = others.find((value) => typeof value === 'number')
  const callback = others.find((value) => typeof value === 'function')
  const options = { port: Number(first), exclusive: true, ...(host && { host }), ...(backlog && { backlog }) }
  return callback === undefined ? [options] : [options, callback]
}
