import type { PacketParser } from '../packet-parser.ts'
import type { LeanShared } from './lean-shared.ts'
import type { MessageReader, PacketOwner } from './message-reader.ts'
import { MsgpackReader } from './msgpack-reader.ts'
import type { NamespacePackets } from './namespace-packets.ts'
import { PacketReader } from './packet-reader.ts'

/** What one namespace of a connection writes its packets with, and reads them with. */
export interface PacketCodec {
  readonly packets: NamespacePackets
  readonly reader: MessageReader
}

/** Which packets, how large they may be with everything that belongs to them, and how they are written. */
export interface CodecPlan {
  readonly namespace: string
  readonly maxPacketBytes: number
  readonly parser: PacketParser
}

/** Makes the codec of a namespace; what is read is told to `owner`. */
export function packetCodec(shared: LeanShared, plan: CodecPlan, owner: PacketOwner): PacketCodec {
  if (plan.parser === 'msgpack') {
    const packets = shared.msgpackNamespace(plan.namespace)
    return { packets, reader: new MsgpackReader(shared, packets, owner) }
  }
  const packets = shared.namespace(plan.namespace)
  return { packets, reader: new PacketReader(shared, packets, plan.maxPacketBytes, owner) }
}
