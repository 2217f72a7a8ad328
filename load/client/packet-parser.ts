/** How Socket.IO packets are written: as text with JSON, which is the default, or by socket.io-msgpack-parser. */
export type PacketParser = 'json' | 'msgpack'

/** All packet parsers. */
export const packetParsers: readonly PacketParser[] = ['json', 'msgpack']
