import { socketTypes } from './packet-types.ts'

/** Whether a packet of that type may have that data (Socket.IO protocol v5, "Packet types"). */
export function isDataOf(type: number, data: unknown): boolean {
  switch (type) {
    case socketTypes.connect:
      return typeof data === 'object' && data !== null && 'sid' in data
    case socketTypes.disconnect:
      return data === undefined
    case socketTypes.connectError:
      return typeof data === 'string' || (typeof data === 'object' && data !== null)
    case socketTypes.event:
    case socketTypes.binaryEvent:
      return Array.isArray(data) && (typeof data[0] === 'string' || typeof data[0] === 'number')
    default:
      return Array.isArray(data)
  }
}

/** What the data of a CONNECT_ERROR says. */
export function messageOf(data: unknown): string {
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : data
  if (typeof message === 'string') return message
  try {
    return String(JSON.stringify(message))
  } catch {
    return 'data that nests too deeply to be told'
  }
}
