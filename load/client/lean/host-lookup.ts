import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'

/**
 * Looks each host name up once. A lookup per connection would queue in Node's thread pool, and its time would be
 * taken for the gateway's.
 */
export class HostLookup {
  readonly #known = new Map<string, Promise<readonly LookupAddress[]>>()

  /** To be used as the `lookup` option of a socket. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#addressesOf(hostname).then(
      (addresses) => {
        const fitting = addresses.filter(({ family }) => !options.family || options.family === family)
        const [first = addresses[0]] = fitting
        if (options.all) callback(null, fitting)
        else callback(null, first?.address ?? '', first?.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }

  #addressesOf(hostname: string): Promise<readonly LookupAddress[]> {
    let addresses = this.#known.get(hostname)
    if (addresses === undefined) {
      addresses = lookUp(hostname)
      this.#known.set(hostname, addresses)
      addresses.catch(() => this.#known.delete(hostname))
    }
    return addresses
  }
}

function lookUp(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })
}
