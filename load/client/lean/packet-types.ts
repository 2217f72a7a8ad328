/** Engine.IO v4 packet types, as the bytes they are on the wire (Engine.IO protocol v4, "Packet encoding"). */
export const engineTypes = {
  open: 0x30,
  close: 0x31,
  ping: 0x32,
  pong: 0x33,
  message: 0x34,
  upgrade: 0x35,
  noop: 0x36,
} as const

/** Socket.IO v5 packet types, as the bytes they are on the wire (Socket.IO protocol v5, "Packet encoding"). */
export const socketTypes = {
  connect: 0x30,
  disconnect: 0x31,
  event: 0x32,
  ack: 0x33,
  connectError: 0x34,
  binaryEvent: 0x35,
  binaryAck: 0x36,
} as const
