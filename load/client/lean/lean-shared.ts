import { createSecureContext, type SecureContext } from 'node:tls'
import type { StampFinder } from '../../stamp.ts'
import { Base64Buffer } from './base64-buffer.ts'
import { HostLookup } from './host-lookup.ts'
import { MaskPool } from './mask-pool.ts'
import { MsgpackHeader } from './msgpack-header.ts'
import { MsgpackNamespace } from './msgpack-namespace.ts'
import { Namespace } from './namespace.ts'
import { PacketHeader } from './packet-header.ts'
import { ReadBuffer } from './read-buffer.ts'
import { Watch } from './watch.ts'

/** What all clients of one factory share, so that a client costs little. */
export class LeanShared {
  readonly stamps: StampFinder
  readonly masks = new MaskPool()
  readonly readBuffer = new ReadBuffer()
  readonly header = new PacketHeader()
  readonly msgpackHeader = new MsgpackHeader()
  readonly base64 = new Base64Buffer()
  readonly watch = new Watch()
  readonly lookup = new HostLookup().lookup
  readonly #namespaces = new Map<string, Namespace>()
  readonly #msgpackNamespaces = new Map<string, MsgpackNamespace>()
  readonly #secureContexts = new Map<unknown, SecureContext>()

  constructor(stamps: StampFinder) {
    this.stamps = stamps
  }

  namespace(name: string): Namespace {
    return getOrMake(this.#namespaces, name, () => new Namespace(name))
  }

  msgpackNamespace(name: string): MsgpackNamespace {
    return getOrMake(this.#msgpackNamespaces, name, () => new MsgpackNamespace(name))
  }

  /** The TLS context for one set of authorities: costly to make, and the same for every connection. */
  secureContext(ca: string | undefined): SecureContext {
    return getOrMake(this.#secureContexts, ca, () => createSecureContext({ ca }))
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
