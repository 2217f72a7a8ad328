/**
 * Gives each worker of a Node cluster ports of its own.
 *
 * Workers that listen on port 0 are otherwise all given the same one, and users could not be dealt over the workers. Node has
 * an option for it, `exclusive`; it is set here so that the application need not know.
 */
import { Server } from 'node:net'

const listen = Server.prototype.listen

/** @this {Server} @param {...unknown} args */
Server.prototype.listen = function (...args) {
  return Reflect.apply(listen, this, withExclusive(args))
}

/** @param {readonly unknown[]} args as `listen` takes them: options, or a port and perhaps a host, a backlog and a callback */
function withExclusive(args) {
  const [first, ...others] = args
  if (typeof first === 'object' && first !== null) return [{ ...first, exclusive: true }, ...others]
  if (typeof first !== 'number' && !(typeof first === 'string' && /^\d+$/.test(first))) return args
  const host = others.find((value) => typeof value === 'string')
  const backlog = others.find((value) => typeof value === 'number')
  const callback = others.find((value) => typeof value === 'function')
  const options = { port: Number(first), exclusive: true, ...(host && { host }), ...(backlog && { backlog }) }
  return callback === undefined ? [options] : [options, callback]
}
